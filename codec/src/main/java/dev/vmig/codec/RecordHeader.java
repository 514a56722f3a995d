package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;

/**
 * The 16-byte header of a record in the migration stream of the Linux vfio-virtio driver
 * (drivers/vfio/pci/virtio/migrate.c): le64 record_size at 0, le32 flags at 8, le32 tag at 12. The payload follows
 * directly; there is no magic, version, checksum or end marker.
 *
 * <p>A reusable view: {@link #wrap} reads the header, the getters return what was read then.
 */
public final class RecordHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 16;
    /** Offset of le64 record_size, the bytes of the payload. */
    public static final int RECORD_SIZE = 0;
    /** Offset of le32 flags. */
    public static final int FLAGS = 8;
    /** Offset of le32 tag. */
    public static final int TAG = 12;
    /** Flag bit 0: a reader that does not know the tag skips the record instead of failing. */
    public static final long FLAG_OPTIONAL = 1;
    /** Tag of a record that holds one image, a whole sequence of device parts. */
    public static final long TAG_DEVICE_DATA = 0;

    private int offset;
    private long recordSize;
    private long flagsAndTag;

    /**
     * Writes a header.
     *
     * @param recordSize bytes of the payload, unsigned
     * @return {@link #LENGTH}
     */
    public static int encode(byte[] bytes, int at, long recordSize, long flags, long tag) {
        Check.room("record header", bytes, at, LENGTH);
        long flagBits = Check.u32("flags", flags, at + FLAGS);
        long tagBits = Check.u32("tag", tag, at + TAG);
        LittleEndian.putWord(bytes, at, recordSize);
        LittleEndian.putWord(bytes, at + FLAGS, flagBits | tagBits << 32);
        return LENGTH;
    }

    /** Writes the header of an image of {@code size} bytes: no flags, tag {@link #TAG_DEVICE_DATA}. */
    public static int encodeDeviceData(byte[] bytes, int at, long size) {
        return encode(bytes, at, size, 0, TAG_DEVICE_DATA);
    }

    /** Reads the header at {@code at}. */
    public RecordHeader wrap(byte[] bytes, int at) {
        Check.room("record header", bytes, at, LENGTH);
        offset = at;
        recordSize = LittleEndian.word(bytes, at);
        flagsAndTag = LittleEndian.word(bytes, at + FLAGS);
        return this;
    }

    /**
     * Bytes of the payload: an <em>unsigned</em> 64-bit number, negative here from 2^63 on. Take
     * {@link #sizeAtMost} wherever memory is sized by it.
     */
    public long recordSize() {
        return recordSize;
    }

    /**
     * The record size, checked against the reader's maximum before anything is allocated for it.
     *
     * @param maximum not negative
     * @return the size, 0 to {@code maximum}
     * @throws CodecException if it is larger
     */
    public long sizeAtMost(long maximum) {
        if (Long.compareUnsigned(recordSize, maximum) > 0) {
            throw new CodecException(Reason.MAXIMUM, "record_size", recordSize, offset + RECORD_SIZE, maximum);
        }
        return recordSize;
    }

    /** The 32 flag bits. */
    public long flags() {
        return flagsAndTag & Check.MAX_U32;
    }

    /** Whether {@link #FLAG_OPTIONAL} is set. */
    public boolean isOptional() {
        return (flagsAndTag & FLAG_OPTIONAL) != 0;
    }

    /** The kind of payload. */
    public long tag() {
        return flagsAndTag >>> 32;
    }
}
