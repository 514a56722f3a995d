package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;
import java.util.Objects;

/**
 * Checks a whole list of device parts at once, before any part of it is looked at or applied (Virtio 1.4, 2.14): every
 * header complete, every value inside the range, no unknown flag and no reserved byte set.
 *
 * <p>{@link PartCursor} goes from part to part, and {@link PartRules} judges what the parts mean.
 */
public final class PartList {
    /** Where the bits stand, in the first four bytes of a header, that {@link PartCursor#reservedBits} tells. */
    private static final int RESERVED = ~PartHeader.FLAG_OPTIONAL << 16;

    private PartList() {}

    /**
     * Checks the list {@code bytes[from..to)}.
     *
     * @return the number of parts
     * @throws CodecException at the first part that is damaged
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public static int validate(byte[] bytes, int from, int to) {
        int parts = walk(bytes, from, to);
        if (parts < 0) {
            throw damage(bytes, ~parts, to);
        }
        return parts;
    }

    /**
     * As {@link #validate} without a reason: an invalid list allocates nothing.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public static boolean isSound(byte[] bytes, int from, int to) {
        return walk(bytes, from, to) >= 0;
    }

    /** The number of parts, or the bitwise complement of the index of the first one that is damaged. */
    private static int walk(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        int most = (to - from) / PartHeader.LENGTH;
        int next = from;
        int parts = 0;
        // Where the next header lies is known only when this one has been read, and the walk waits for that, part after
        // part. Parts of one type come in rows and are of one length, so that the processor speculates on the predicted
        // length, and rolls back only if the length differs.
        int guess = 0;
        // Counted, so that the JIT knows that it ends.
        for (; parts < most && next != to; parts++) {
            int left = to - next - PartHeader.LENGTH;
            if (left < 0) {
                return ~next;
            }
            int length = LittleEndian.half(bytes, next + PartHeader.VALUE_LENGTH);
            if (Integer.compareUnsigned(length, left) > 0 || (LittleEndian.half(bytes, next) & RESERVED) != 0) {
                return ~next;
            }
            int size = PartHeader.LENGTH + length;
            if (size == guess) {
                next += guess;
            } else {
                guess = size;
                next += size;
            }
        }
        return next == to ? parts : ~next;
    }

    /** What is wrong with the part at {@code at}. */
    private static CodecException damage(byte[] bytes, int at, int to) {
        int left = to - at - PartHeader.LENGTH;
        if (left < 0) {
            return new CodecException(Reason.TOO_SHORT, "part header", PartHeader.LENGTH, at, to - at);
        }
        long length = Integer.toUnsignedLong(LittleEndian.half(bytes, at + PartHeader.VALUE_LENGTH));
        if (length > left) {
            return new CodecException(Reason.LENGTH, "length", length, at + PartHeader.VALUE_LENGTH, left);
        }
        int flags = bytes[at + PartHeader.FLAGS] & 0xff;
        return (flags & ~PartHeader.FLAG_OPTIONAL) != 0
                ? new CodecException(
                        Reason.RESERVED, "flags", flags & ~PartHeader.FLAG_OPTIONAL, at + PartHeader.FLAGS, 0)
                : new CodecException(
                        Reason.RESERVED,
                        "reserved",
                        bytes[at + PartHeader.RESERVED] & 0xff,
                        at + PartHeader.RESERVED,
                        0);
    }
}
