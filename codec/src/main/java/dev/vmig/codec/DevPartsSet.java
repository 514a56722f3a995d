package dev.vmig.codec;

import java.util.Objects;

/**
 * DEV_PARTS_SET, 0x0010: writes parts of a member (Virtio 1.4, 2.12.1.4.3.3). Data: {@link ResourceObj} at 0, parts at 8
 * up to the end of the buffer; no result.
 */
public final class DevPartsSet {
    /** Bytes of the command in front of the parts. */
    public static final int LENGTH = CommandHeader.LENGTH + ResourceObj.LENGTH;
    /** Offset of the parts in the data. */
    public static final int PARTS = ResourceObj.LENGTH;

    private DevPartsSet() {}

    /**
     * Writes the command up to the parts, which the caller has put, or will put, at {@code at + LENGTH}.
     *
     * @return {@link #LENGTH}
     */
    public static int encodeHeader(byte[] bytes, int at, long memberId, long id) {
        ResourceObj.begin(bytes, at, LENGTH, Opcode.DEV_PARTS_SET, GroupType.SR_IOV, memberId, id);
        return LENGTH;
    }

    /**
     * Writes the command with the parts {@code image[from..to)}, which are copied as they are.
     *
     * @throws IndexOutOfBoundsException if the image is no range of its array
     */
    public static int encode(byte[] bytes, int at, long memberId, long id, byte[] image, int from, int to) {
        Objects.checkFromToIndex(from, to, image.length);
        Check.room("DEV_PARTS_SET", bytes, at, (long) LENGTH + (to - from));
        encodeHeader(bytes, at, memberId, id);
        System.arraycopy(image, from, bytes, at + LENGTH, to - from);
        return LENGTH + (to - from);
    }

    /** Puts the cursor in front of the parts, which may be zero-filled at the end. */
    public static PartCursor parts(CommandView command, PartCursor cursor) {
        int length = Math.max(0, command.dataLength() - PARTS);
        int to = command.offset() + command.length();
        return cursor.wrapPadded(command.bytes(), to - length, to);
    }
}
