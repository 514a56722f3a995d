package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;
import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Walks and checks a sequence of device parts in place (Virtio 1.4, 2.14): headers of 16 bytes, each followed directly
 * by its value, without padding, count or terminator. Reusable; allocates nothing; not thread safe.
 *
 * <pre>{@code
 * cursor.wrap(bytes, from, to);
 * while (cursor.next()) {
 *     ... cursor.type(), cursor.selector(), bytes[cursor.valueOffset() ...]
 * }
 * }</pre>
 *
 * <p>What it checks is the framing: every header complete, every value inside the range. Types, flags, reserved bytes,
 * order and duplicates are for the device to judge.
 */
public final class PartCursor {
    private byte[] bytes = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int end;
    private boolean padded;
    private int next;
    private int offset;
    private long low;
    private long high;

    /**
     * Starts in front of the first part of {@code bytes[from..to)}, all of which must be parts.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public PartCursor wrap(byte[] bytes, int from, int to) {
        return start(bytes, from, to, false);
    }

    /**
     * As {@link #wrap}, for a list that may have been filled up with zeros, as a driver must do to reach whole 64-bit
     * units: fewer than 16 bytes at the end are no part if they are all zero, and a header of zeros (type 0 is not
     * assigned) ends the list, whatever follows. The specification is silent here.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public PartCursor wrapPadded(byte[] bytes, int from, int to) {
        return start(bytes, from, to, true);
    }

    private PartCursor start(byte[] array, int from, int to, boolean mayBePadded) {
        Objects.checkFromToIndex(from, to, array.length);
        bytes = array;
        end = to;
        padded = mayBePadded;
        next = from;
        offset = from;
        low = 0;
        high = 0;
        return this;
    }

    /**
     * Goes to the next part.
     *
     * @return false at the end of the list; the cursor then stays where it was
     * @throws CodecException if the next header or its value is not wholly inside the range
     */
    public boolean next() {
        int remaining = end - next;
        if (remaining == 0) {
            return false;
        }
        if (remaining < PartHeader.LENGTH) {
            return partial(remaining);
        }
        long head = LittleEndian.word(bytes, next);
        long tail = LittleEndian.word(bytes, next + 8);
        if (padded && (head | tail) == 0) {
            return false;
        }
        // Read once more by itself: the next header cannot be looked at before it is known.
        int length = LittleEndian.half(bytes, next + PartHeader.VALUE_LENGTH);
        if (Integer.compareUnsigned(length, remaining - PartHeader.LENGTH) > 0) {
            throw new CodecException(
                    Reason.LENGTH,
                    "length",
                    Integer.toUnsignedLong(length),
                    next + PartHeader.VALUE_LENGTH,
                    remaining - PartHeader.LENGTH);
        }
        offset = next;
        low = head;
        high = tail;
        next += PartHeader.LENGTH + length;
        return true;
    }

    /** A part of its own, so that a walk that never comes here can keep the cursor in registers. */
    private boolean partial(int remaining) {
        if (!padded) {
            throw new CodecException(Reason.TOO_SHORT, "part header", PartHeader.LENGTH, next, remaining);
        }
        for (int i = next; i < end; i++) {
            if (bytes[i] != 0) {
                throw new CodecException(Reason.TRAILING, "part header", remaining, next, 0);
            }
        }
        return false;
    }

    /**
     * Walks to the end, so that a list is known to be sound before any part of it is applied.
     *
     * @return the number of parts that were left
     * @throws CodecException as {@link #next}
     */
    public int skipAll() {
        int parts = 0;
        while (next()) {
            parts++;
        }
        return parts;
    }

    /** The number of the part type, for {@link PartType#of}. */
    public int type() {
        return PartHeader.type(low);
    }

    /** The flags byte. */
    public int flags() {
        return PartHeader.flags(low);
    }

    /** The reserved byte, which a writer leaves zero. */
    public int reserved() {
        return PartHeader.reserved(low);
    }

    /**
     * The bits that a writer leaves zero, in one number: those of {@link #flags} but {@link PartHeader#FLAG_OPTIONAL},
     * and those of {@link #reserved}. A reader that refuses them has one comparison to make.
     */
    public int reservedBits() {
        return PartHeader.reservedBits(low);
    }

    /** Whether {@link PartHeader#FLAG_OPTIONAL} is set. */
    public boolean isOptional() {
        return (flags() & PartHeader.FLAG_OPTIONAL) != 0;
    }

    /** The selector bytes, see {@link PartSelector}. */
    public long selector() {
        return PartHeader.selector(low, high);
    }

    /** The array under the cursor. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the header of this part in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** Index of the value of this part in {@link #bytes()}. */
    public int valueOffset() {
        return offset + PartHeader.LENGTH;
    }

    /** Bytes of the value, all of them inside the range. */
    public int length() {
        return (int) PartHeader.valueLength(high);
    }

    /** Index behind the last part that {@link #next} went to: where the parts end once it has returned false. */
    public int end() {
        return next;
    }

    /**
     * The value as one little-endian number, as PCI_COMMON_CFG and DEVICE_STATUS have it.
     *
     * @throws CodecException if the value is longer than 8 bytes
     */
    public long number() {
        int length = length();
        if (length > 8) {
            throw new CodecException(Reason.MAXIMUM, "length", length, offset + PartHeader.VALUE_LENGTH, 8);
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (bytes[valueOffset() + i] & 0xffL) << (8 * i);
        }
        return number;
    }
}
