package dev.vmig.codec;

import java.util.Objects;

/**
 * DEV_PARTS_METADATA_GET, 0x000e: how much there is to get (Virtio 1.4, 2.12.1.4.3.1). Data: {@link ResourceObj} at 0,
 * u8 type at 8, 7 reserved bytes. The result begins with le32 size or count and le32 reserved; a list of part headers
 * follows where one was asked for.
 */
public final class DevPartsMetadataGet {
    /** Bytes of the command. */
    public static final int LENGTH = CommandHeader.LENGTH + 16;
    /** Bytes of the result without headers. */
    public static final int RESULT_LENGTH = StatusHeader.LENGTH + 8;
    /** Offset of u8 type in the data. */
    public static final int TYPE = 8;
    /** Offset of le32 size, or le32 count, in the result. */
    public static final int SIZE_OR_COUNT = 0;
    /** Offset of the part headers in the result. */
    public static final int HEADERS = 8;

    private DevPartsMetadataGet() {}

    /** Writes the command. */
    public static int encode(byte[] bytes, int at, long memberId, long id, MetadataType type) {
        int data = at + CommandHeader.LENGTH;
        int typeByte = Check.u8("type", type.number(), data + TYPE);
        ResourceObj.begin(bytes, at, LENGTH, Opcode.DEV_PARTS_METADATA_GET, GroupType.SR_IOV, memberId, id);
        LittleEndian.putWord(bytes, data + TYPE, typeByte);
        return LENGTH;
    }

    /** The number of the type, for {@link MetadataType#of}. */
    public static int type(CommandView command) {
        return command.u8(TYPE);
    }

    /** Writes status OK and a size in bytes, or a count, u32. */
    public static int encodeResult(byte[] bytes, int at, long sizeOrCount) {
        long checked = Check.u32("size", sizeOrCount, at + StatusHeader.LENGTH);
        StatusHeader.begin(bytes, at, RESULT_LENGTH, "DEV_PARTS_METADATA_GET result");
        LittleEndian.putWord(bytes, at + StatusHeader.LENGTH, checked);
        return RESULT_LENGTH;
    }

    /**
     * Writes status OK, the count and the headers of the parts in {@code image[from..to)}.
     *
     * @param cursor is used for the walk; the image is walked twice, so that nothing is written if it is unsound
     * @return bytes of status header and result
     */
    public static int encodeListResult(byte[] bytes, int at, PartCursor cursor, byte[] image, int from, int to) {
        int count = cursor.wrap(image, from, to).skipAll();
        long length = RESULT_LENGTH + (long) PartHeader.LENGTH * count;
        StatusHeader.begin(bytes, at, length, "DEV_PARTS_METADATA_GET result");
        LittleEndian.putWord(bytes, at + StatusHeader.LENGTH, count);
        int header = at + RESULT_LENGTH;
        cursor.wrap(image, from, to);
        while (cursor.next()) {
            System.arraycopy(image, cursor.offset(), bytes, header, PartHeader.LENGTH);
            header += PartHeader.LENGTH;
        }
        return (int) length;
    }

    /** The size in bytes that all parts can take at most, headers included, u32. */
    public static long size(ResultView result) {
        return result.u32(SIZE_OR_COUNT);
    }

    /** The number of parts, u32. A cut result may hold fewer headers: {@link #headersPresent}. */
    public static long count(ResultView result) {
        return result.u32(SIZE_OR_COUNT);
    }

    /** How many of the {@link #count} headers are wholly inside the used length. */
    public static int headersPresent(ResultView result) {
        int whole = Math.max(0, result.dataLength() - HEADERS) / PartHeader.LENGTH;
        return (int) Math.min(whole, count(result));
    }

    /**
     * Reads the header at {@code index}, 0 to {@link #headersPresent} exclusive.
     *
     * @throws IndexOutOfBoundsException if there is no such header
     */
    public static PartHeader header(ResultView result, int index, PartHeader into) {
        Objects.checkIndex(index, headersPresent(result));
        return into.wrap(result.bytes(), result.dataOffset() + HEADERS + PartHeader.LENGTH * index);
    }
}
