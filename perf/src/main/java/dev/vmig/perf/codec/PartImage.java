package dev.vmig.perf.codec;

import dev.vmig.codec.PartWriter;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** An image to write and to read, always the same: the fields of its parts, and the values one behind the other. */
final class PartImage {
    /** Bytes of a part header. */
    static final int HEADER = 16;

    private static final int FIRST_TYPE = 0x100;
    private static final int TYPES = 6;

    final int count;
    final int[] types;
    final int[] flags;
    final long[] selectors;
    /** Bytes of each value. */
    final int[] lengths;
    /** Where each value begins in {@link #values}. */
    final int[] starts;

    final byte[] values;

    private PartImage(PartShape shape) {
        count = shape.count();
        types = IntStream.range(0, count).map(i -> FIRST_TYPE + i % TYPES).toArray();
        flags = IntStream.range(0, count).map(i -> i & 1).toArray();
        selectors = LongStream.range(0, count).map(i -> i * 0x9e3779b97f4a7c15L).toArray();
        int longest = shape.valueLength();
        // 29 has no divisor in common with 64, so that all lengths occur, in an order without a pattern to the eye.
        lengths = IntStream.range(0, count)
                .map(i -> shape == PartShape.MIXED ? 1 + i * 29 % longest : longest)
                .toArray();
        starts = new int[count];
        for (int i = 1; i < count; i++) {
            starts[i] = starts[i - 1] + lengths[i - 1];
        }
        values = new byte[starts[count - 1] + lengths[count - 1]];
        new SplittableRandom(1).nextBytes(values);
    }

    static PartImage of(PartShape shape) {
        return new PartImage(shape);
    }

    int size() {
        return count * HEADER + values.length;
    }

    /** The image as it is sent. */
    byte[] bytes() {
        byte[] bytes = new byte[size()];
        write(new PartWriter().wrap(bytes, 0, bytes.length));
        return bytes;
    }

    void write(PartWriter writer) {
        for (int i = 0; i < count; i++) {
            writer.append(types[i], flags[i], selectors[i], values, starts[i], lengths[i]);
        }
    }
}
