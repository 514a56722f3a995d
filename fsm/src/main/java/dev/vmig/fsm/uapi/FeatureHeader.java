package dev.vmig.fsm.uapi;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;

/**
 * The header of {@code struct vfio_device_feature}, checked in the order of the kernel, which the package page gives.
 *
 * @param argsz length of the whole argument as the caller states it, unsigned
 * @param flags the feature and the operation
 */
public record FeatureHeader(int argsz, int flags) {
    /** {@code offsetof(struct vfio_device_feature, data)}. */
    public static final int LENGTH = 8;
    /** {@code VFIO_DEVICE_FEATURE_MASK}. */
    public static final int FEATURE_MASK = 0xffff;
    /** {@code VFIO_DEVICE_FEATURE_GET}. */
    public static final int GET = 1 << 16;
    /** {@code VFIO_DEVICE_FEATURE_SET}. */
    public static final int SET = 1 << 17;
    /** {@code VFIO_DEVICE_FEATURE_PROBE}. */
    public static final int PROBE = 1 << 18;

    private static final int KNOWN_FLAGS = FEATURE_MASK | GET | SET | PROBE;

    /** Checks what does not depend on the feature. */
    static FeatureHeader read(UserMemory argument) throws ErrnoException {
        ByteBuffer bytes = Layout.wrap(argument.read(0, LENGTH));
        FeatureHeader header = new FeatureHeader(bytes.getInt(), bytes.getInt());
        if (Integer.compareUnsigned(header.argsz, LENGTH) < 0) {
            throw header.invalidArgsz(LENGTH);
        }
        if ((header.flags & ~KNOWN_FLAGS) != 0) {
            throw header.invalidFlags("no bit outside 0x%x".formatted(KNOWN_FLAGS));
        }
        if (header.has(GET) && header.has(SET) && !header.has(PROBE)) {
            throw header.invalidFlags("GET and SET together with PROBE only");
        }
        return header;
    }

    /** The number of the feature. */
    int feature() {
        return flags & FEATURE_MASK;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /**
     * Checks what depends on the feature.
     *
     * @return whether an operation follows: a PROBE needs only success
     */
    boolean requiresAction(DeviceFeature feature) throws ErrnoException {
        if ((flags & (GET | SET) & ~feature.operations()) != 0) {
            throw invalidFlags("what %s supports".formatted(feature));
        }
        if (has(PROBE)) {
            return false;
        }
        if (!has(GET | SET)) {
            throw invalidFlags("GET, SET or PROBE");
        }
        if (Integer.compareUnsigned(argsz, LENGTH + feature.dataLength()) < 0) {
            throw invalidArgsz(LENGTH + feature.dataLength());
        }
        return true;
    }

    private ErrnoException invalidArgsz(int minimum) {
        return new ErrnoException(
                Errno.EINVAL, "argsz: %s (expected: at least %d)".formatted(Integer.toUnsignedString(argsz), minimum));
    }

    private ErrnoException invalidFlags(String expected) {
        return new ErrnoException(Errno.EINVAL, "flags: 0x%x (expected: %s)".formatted(flags, expected));
    }
}
