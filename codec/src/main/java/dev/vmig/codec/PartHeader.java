package dev.vmig.codec;

/**
 * virtio_dev_part_hdr, 16 bytes (Virtio 1.4, 2.14): le16 part_type at 0, u8 flags at 2, u8 reserved at 3, 8 selector
 * bytes at 4, le32 length of the value at 12.
 *
 * <p>A reusable view for headers that stand alone, in the list of {@link DevPartsMetadataGet} and in the request of
 * {@link DevPartsGet}; {@link PartCursor} walks headers with their values.
 */
public final class PartHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 16;
    /** Offset of le16 part_type. */
    public static final int PART_TYPE = 0;
    /** Offset of u8 flags. */
    public static final int FLAGS = 2;
    /** Offset of u8 reserved. */
    public static final int RESERVED = 3;
    /** Offset of the 8 selector bytes. */
    public static final int SELECTOR = 4;
    /** Offset of le32 length: bytes of the value, the header not counted. */
    public static final int VALUE_LENGTH = 12;
    /** Flag bit 0, VIRTIO_DEV_PART_F_OPTIONAL: a device may ignore the part. */
    public static final int FLAG_OPTIONAL = 1;

    private long low;
    private long high;

    /**
     * Writes a header.
     *
     * @param selector see {@link PartSelector}
     * @param valueLength bytes of the value, u32
     * @return {@link #LENGTH}
     */
    public static int encode(byte[] bytes, int at, int type, int flags, long selector, long valueLength) {
        Check.room("part header", bytes, at, LENGTH);
        Check.u32("length", valueLength, at + VALUE_LENGTH);
        write(bytes, at, type, flags, selector, valueLength);
        return LENGTH;
    }

    /** As {@link #encode}, where there is room and the length is one. */
    static void write(byte[] bytes, int at, int type, int flags, long selector, long valueLength) {
        // One branch covers both errors, which never occur in valid input; the handler distinguishes them.
        if ((type >>> 16 | flags >>> 8) != 0) {
            Check.u16("part_type", type, at + PART_TYPE);
            Check.u8("flags", flags, at + FLAGS);
        }
        LittleEndian.putWord(bytes, at, type | (long) flags << 16 | selector << 32);
        LittleEndian.putWord(bytes, at + 8, selector >>> 32 | valueLength << 32);
    }

    /** Reads the header at {@code at}. */
    public PartHeader wrap(byte[] bytes, int at) {
        Check.room("part header", bytes, at, LENGTH);
        low = LittleEndian.word(bytes, at);
        high = LittleEndian.word(bytes, at + 8);
        return this;
    }

    /** The number of the part type, for {@link PartType#of}. */
    public int type() {
        return type(low);
    }

    /** The flags byte. */
    public int flags() {
        return flags(low);
    }

    /** The reserved byte, which a writer leaves zero. */
    public int reserved() {
        return reserved(low);
    }

    /** Whether {@link #FLAG_OPTIONAL} is set. */
    public boolean isOptional() {
        return (flags() & FLAG_OPTIONAL) != 0;
    }

    /** The selector bytes, see {@link PartSelector}. */
    public long selector() {
        return selector(low, high);
    }

    /** Bytes of the value, u32, checked against nothing: the value is not here. */
    public long valueLength() {
        return valueLength(high);
    }

    // The fields of a header that was read as two le64, one place for both readers.

    static int type(long low) {
        return (int) low & 0xffff;
    }

    static int flags(long low) {
        return (int) low >>> 16 & 0xff;
    }

    static int reserved(long low) {
        return (int) low >>> 24;
    }

    static int reservedBits(long low) {
        return (int) low >>> 16 & ~FLAG_OPTIONAL;
    }

    static long selector(long low, long high) {
        return low >>> 32 | high << 32;
    }

    static long valueLength(long high) {
        return high >>> 32;
    }
}
