package dev.vmig.codec;

import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/**
 * What {@link CommandView} and {@link ResultView} have in common: a buffer whose length the specification deliberately
 * makes meaningless. Bytes behind its end read as zero, on both sides, and a short buffer alone is never an error
 * (Virtio 1.4, 2.13.1 and 2.13.2).
 *
 * <p>The numbered getters take an offset in the command-specific data or result, that is behind the fixed header.
 */
public abstract sealed class AdminView permits CommandView, ResultView {
    private final int headerLength;
    private byte[] bytes = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int from;
    private int length;

    AdminView(int headerLength) {
        this.headerLength = headerLength;
    }

    final void view(byte[] array, int start, int size) {
        // Results come in one buffer again and again; to store a reference costs the collector's barrier.
        if (bytes != array) {
            bytes = array;
        }
        from = start;
        length = size;
    }

    /** The array under the view. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the view in {@link #bytes()}. */
    public final int offset() {
        return from;
    }

    /** Bytes that are really there, header included. */
    public final int length() {
        return length;
    }

    /** Index in {@link #bytes()} of the first byte behind the fixed header, or the end if the header is cut short. */
    public final int dataOffset() {
        return from + Math.min(headerLength, length);
    }

    /** Bytes that are really there behind the fixed header. */
    public final int dataLength() {
        return Math.max(0, length - headerLength);
    }

    /** The byte at {@code at}; 0 behind the end. */
    public final int u8(int at) {
        return (int) number(data(at), 1);
    }

    /** The le16 at {@code at}; missing bytes are 0. */
    public final int u16(int at) {
        return (int) number(data(at), 2);
    }

    /** The le32 at {@code at}; missing bytes are 0. */
    public final long u32(int at) {
        return number(data(at), 4);
    }

    /** The le64 at {@code at}; missing bytes are 0. */
    public final long u64(int at) {
        return number(data(at), 8);
    }

    /** Whether bit {@code number} is set in data that is an array of le64, as opcode and capability lists are. */
    public final boolean bit(int number) {
        return ((u8(number >>> 3) >>> (number & 7)) & 1) != 0;
    }

    private long data(int at) {
        return (long) headerLength + Objects.checkIndex(at, Integer.MAX_VALUE);
    }

    /** The little-endian number of {@code size} bytes at {@code at} of the whole view, zero-extended. */
    final long number(long at, int size) {
        if (at <= length - 8) {
            return LittleEndian.word(bytes, from + (int) at) & -1L >>> (64 - 8 * size);
        }
        long number = 0;
        for (int i = 0; i < size && at + i < length; i++) {
            number |= (bytes[from + (int) at + i] & 0xffL) << (8 * i);
        }
        return number;
    }
}
