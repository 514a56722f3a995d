package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;
import java.util.Objects;

/**
 * The beginning of the payload of a record that holds only those parts of an image that differ from the image before. An
 * extension of this project, not of Linux. The record is mandatory: a reader that does not know it must refuse the
 * stream, since it would go on with an old state.
 *
 * <table>
 * <caption>Layout, 16 bytes; the parts that differ follow up to the end of the payload, in the order of the image</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>4<td>magic<td>{@link #MAGIC_NUMBER}; another record without it
 * <tr><td>4<td>4<td>reserved<td>zero
 * <tr><td>8<td>8<td>base<td>how many images, whole and partial, stand before it in the stream
 * </table>
 *
 * <p>A partial image without parts says that nothing has changed. With base 0 it stands before the first image and
 * announces that partial images may come, so that a reader that does not know them refuses the stream at once, and not
 * when it would cost downtime.
 */
public final class PartialImage {
    /** Tag of the record. Its top bit is set, whereas Linux numbers its tags upwards from 0. */
    public static final long TAG = 0x8000_0002L;
    /** Bytes in front of the parts. */
    public static final int LENGTH = 16;
    /** The characters {@code vpar}. */
    public static final long MAGIC_NUMBER = 0x72_61_70_76L;
    /** Offset of le32 magic. */
    public static final int MAGIC = 0;
    /** Offset of le32 reserved. */
    public static final int RESERVED = 4;
    /** Offset of le64 base. */
    public static final int BASE = 8;

    private PartialImage() {}

    /**
     * Writes the record header and the beginning of the payload.
     *
     * @param base not negative
     * @param parts bytes of the parts that the caller has follow
     * @return bytes of both
     */
    public static int encodeBeginning(byte[] bytes, int at, long base, long parts) {
        Check.room("partial image", bytes, at, (long) RecordHeader.LENGTH + LENGTH);
        RecordHeader.encode(bytes, at, LENGTH + parts, 0, TAG);
        int payload = at + RecordHeader.LENGTH;
        LittleEndian.put32(bytes, payload + MAGIC, MAGIC_NUMBER);
        LittleEndian.put32(bytes, payload + RESERVED, 0);
        LittleEndian.put64(bytes, payload + BASE, base);
        return RecordHeader.LENGTH + LENGTH;
    }

    /**
     * Reads a payload, {@code bytes[from..to)}, up to its parts.
     *
     * @return base: how many images stand before it in the stream; unsigned
     * @throws CodecException if it is too short, or magic or reserved are not what they have to be
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public static long readBase(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (to - from < LENGTH) {
            throw new CodecException(Reason.TOO_SHORT, "partial image", LENGTH, from, (long) to - from);
        }
        requireEqual("magic", LittleEndian.u32(bytes, from + MAGIC), from + MAGIC, MAGIC_NUMBER);
        requireEqual("reserved", LittleEndian.u32(bytes, from + RESERVED), from + RESERVED, 0);
        return LittleEndian.u64(bytes, from + BASE);
    }

    private static void requireEqual(String field, long value, int at, long expected) {
        if (value != expected) {
            throw new CodecException(Reason.VALUE, field, value, at, expected);
        }
    }
}
