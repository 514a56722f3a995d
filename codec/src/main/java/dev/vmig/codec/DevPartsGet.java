package dev.vmig.codec;

import java.util.Objects;

/**
 * DEV_PARTS_GET, 0x000f: reads parts of a member (Virtio 1.4, 2.12.1.4.3.2). Data: {@link ResourceObj} at 0, u8 type at
 * 8, 7 reserved bytes, and for SELECTED part headers at 16, as many as the buffer holds. The result is a sequence of
 * parts whose length only the used length tells: the device writes it with {@link StatusHeader#encodeOk} and a
 * {@link PartWriter} behind.
 */
public final class DevPartsGet {
    /** Bytes of the command without headers. */
    public static final int LENGTH = CommandHeader.LENGTH + 16;
    /** Offset of u8 type in the data. */
    public static final int TYPE = 8;
    /** Offset of the part headers in the data. */
    public static final int HEADERS = 16;

    private DevPartsGet() {}

    /** Writes the command that gets all parts. */
    public static int encodeAll(byte[] bytes, int at, long memberId, long id) {
        begin(bytes, at, LENGTH, memberId, id, PartsGetType.ALL);
        return LENGTH;
    }

    /**
     * Writes the command that gets the parts of the {@code count} headers at {@code headers[from]}; of each header the
     * type and the selector count.
     *
     * @throws IndexOutOfBoundsException if the headers are no range of their array
     */
    public static int encodeSelected(
            byte[] bytes, int at, long memberId, long id, byte[] headers, int from, int count) {
        int size = Math.multiplyExact(PartHeader.LENGTH, count);
        Objects.checkFromIndexSize(from, size, headers.length);
        begin(bytes, at, (long) LENGTH + size, memberId, id, PartsGetType.SELECTED);
        System.arraycopy(headers, from, bytes, at + LENGTH, size);
        return LENGTH + size;
    }

    private static void begin(byte[] bytes, int at, long length, long memberId, long id, PartsGetType type) {
        ResourceObj.begin(bytes, at, length, Opcode.DEV_PARTS_GET, GroupType.SR_IOV, memberId, id);
        LittleEndian.putWord(bytes, at + CommandHeader.LENGTH + TYPE, type.number());
    }

    /** The number of the type, for {@link PartsGetType#of}. */
    public static int type(CommandView command) {
        return command.u8(TYPE);
    }

    /** How many whole part headers the command carries. */
    public static int selectedCount(CommandView command) {
        return Math.max(0, command.dataLength() - HEADERS) / PartHeader.LENGTH;
    }

    /**
     * Reads the part header at {@code index}, 0 to {@link #selectedCount} exclusive.
     *
     * @throws IndexOutOfBoundsException if there is no such header
     */
    public static PartHeader selected(CommandView command, int index, PartHeader into) {
        Objects.checkIndex(index, selectedCount(command));
        return into.wrap(command.bytes(), command.dataOffset() + HEADERS + PartHeader.LENGTH * index);
    }

    /** Puts the cursor in front of the parts of the result, which may be zero-filled at the end. */
    public static PartCursor parts(ResultView result, PartCursor cursor) {
        int from = result.dataOffset();
        return cursor.wrapPadded(result.bytes(), from, from + result.dataLength());
    }
}
