package dev.vmig.perf.parts;

import dev.vmig.codec.PartWriter;
import java.util.SplittableRandom;

/**
 * An image to write and to read: {@link #count} parts of {@link #valueLength} bytes, the values one behind the other in
 * {@link #values}.
 */
final class PartImage {
    /** Bytes of a part header. */
    static final int HEADER = 16;

    private static final int FIRST_TYPE = 0x100;
    private static final int TYPES = 6;

    private final int count;
    private final int valueLength;
    private final byte[] values;

    private PartImage(PartShape shape) {
        count = shape.count();
        valueLength = shape.valueLength();
        values = new byte[count * valueLength];

        new SplittableRandom(1).nextBytes(values);
    }

    /** An image with values that are always the same. */
    static PartImage of(PartShape shape) {
        return new PartImage(shape);
    }

    int count() {
        return count;
    }

    int valueLength() {
        return valueLength;
    }

    byte[] values() {
        return values;
    }

    int size() {
        return count * (HEADER + valueLength);
    }

    int type(int part) {
        return FIRST_TYPE + part % TYPES;
    }

    int flags(int part) {
        return part & 1;
    }

    long selector(int part) {
        return part * 0x9e3779b97f4a7c15L;
    }

    /** Where the value of a part is in {@link #values}. */
    int valueAt(int part) {
        return part * valueLength;
    }

    /** The image as it is sent. */
    byte[] bytes() {
        byte[] bytes = new byte[size()];
        PartWriter writer = new PartWriter().wrap(bytes, 0, bytes.length);
        for (int i = 0; i < count; i++) {
            writer.append(type(i), flags(i), selector(i), values, valueAt(i), valueLength);
        }
        return bytes;
    }
}
