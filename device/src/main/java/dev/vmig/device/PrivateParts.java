package dev.vmig.device;

import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartWriter;
import java.util.Arrays;
import org.apache.commons.lang3.Validate;

/**
 * State of a device that no part of Virtio 1.4 describes, in optional parts of a type above those that it reserves for
 * device types. The specification has no range for vendors; that there is such state, and how much, is what a real device
 * decides.
 *
 * @param count how many such parts each VF has
 * @param bytes of each value, at least 8
 */
public record PrivateParts(int count, int bytes) {
    /** Nothing beyond what the specification describes. */
    public static final PrivateParts NONE = new PrivateParts(0, 8);

    /** The first number that neither the common parts nor those of device types have (Virtio 1.4, 2.14). */
    static final int TYPE = 0x0600;

    /** Checks the ranges. */
    public PrivateParts {
        Validate.isTrue(count >= 0, "count: %d (expected: not negative)", count);
        Validate.isTrue(bytes >= Long.BYTES, "bytes: %d (expected: at least 8)", bytes);
        Validate.isTrue(
                (long) count * (PartHeader.LENGTH + bytes) <= 1 << 30,
                "count: %d of %d bytes (expected: at most 1 GiB together)",
                count,
                bytes);
    }

    /** Bytes of them in an image. */
    int imageBytes() {
        return count * (PartHeader.LENGTH + bytes);
    }

    /** The values after a reset. A value is never changed in place, so that copies of a state share it. */
    byte[][] defaults() {
        byte[][] values = new byte[count][];
        byte[] zeros = new byte[bytes];
        for (int i = 0; i < count; i++) {
            values[i] = zeros;
        }
        return values;
    }

    /** A value that begins with a number. */
    byte[] value(long number) {
        byte[] value = new byte[bytes];
        LittleEndian.put64(value, 0, number);
        return value;
    }

    static void write(NetState state, PartWriter writer) {
        byte[][] values = state.privateValues;
        for (int i = 0; i < values.length; i++) {
            writer.append(TYPE, PartHeader.FLAG_OPTIONAL, i, values[i], 0, values[i].length);
        }
    }

    /** Takes a part over; false if the device has no such part. */
    static boolean apply(PartCursor part, NetState state) throws CommandRefused {
        long index = part.selector();
        if (part.type() != TYPE || index < 0 || index >= state.privateValues.length) {
            return false;
        }
        TransportParts.expectLength(part, state.shape().privateParts().bytes());
        int at = part.valueOffset();
        state.privateValues[(int) index] = Arrays.copyOfRange(part.bytes(), at, at + part.length());
        return true;
    }
}
