package dev.vmig.codec;

/** Header of the device-writable part of an admin command, 8 bytes (Virtio 1.4, 2.12.1). */
public final class StatusHeader {
    /** Bytes of the header; the command-specific result follows. */
    public static final int LENGTH = 8;
    /** Offset of le16 status. */
    public static final int STATUS = 0;
    /** Offset of le16 status_qualifier; the 4 bytes behind it are reserved. */
    public static final int STATUS_QUALIFIER = 2;

    private StatusHeader() {}

    /**
     * Writes a header with any numbers, also such as no status has.
     *
     * @return {@link #LENGTH}
     */
    public static int encode(byte[] bytes, int at, int status, int qualifier) {
        Check.room("status header", bytes, at, LENGTH);
        long statusBits = Check.u16("status", status, at + STATUS);
        long qualifierBits = Check.u16("status_qualifier", qualifier, at + STATUS_QUALIFIER);
        LittleEndian.putWord(bytes, at, statusBits | qualifierBits << 16);
        return LENGTH;
    }

    /** Writes a header. */
    public static int encode(byte[] bytes, int at, AdminStatus status, StatusQualifier qualifier) {
        return encode(bytes, at, status.number(), qualifier.number());
    }

    /** Writes the header of a success: all zero. */
    public static int encodeOk(byte[] bytes, int at) {
        return encode(bytes, at, 0, 0);
    }

    /** Makes room for a result of {@code length} bytes and writes the header of a success. */
    static void begin(byte[] bytes, int at, long length, String what) {
        Check.room(what, bytes, at, length);
        encodeOk(bytes, at);
    }
}
