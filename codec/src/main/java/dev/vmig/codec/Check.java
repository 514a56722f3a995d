package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;

/** The checks of the encoders. Each runs before the first byte is written, so that a refusal changes nothing. */
final class Check {
    static final long MAX_U32 = 0xffff_ffffL;

    private Check() {}

    /**
     * Refuses unless {@code size} bytes fit at {@code at}; the comparison cannot overflow. In {@code int}, because the
     * JIT takes such a check out of a loop, and one in {@code long} not.
     */
    static void room(String what, byte[] bytes, int at, int size) {
        if (at < 0 || size > bytes.length - at) {
            throw tooShort(what, bytes, at, size);
        }
    }

    /** As {@link #room(String, byte[], int, int)}, for sizes that are computed. */
    static void room(String what, byte[] bytes, int at, long size) {
        if (at < 0 || size > Integer.MAX_VALUE || (int) size > bytes.length - at) {
            throw tooShort(what, bytes, at, size);
        }
    }

    private static CodecException tooShort(String what, byte[] bytes, int at, long size) {
        return new CodecException(Reason.TOO_SHORT, what, size, at, Math.max(0L, (long) bytes.length - at));
    }

    // In masks, each one operation for both ends of the range.

    static int u8(String field, int value, int at) {
        if ((value & ~0xff) != 0) {
            throw range(field, value, at, 0xff);
        }
        return value;
    }

    static int u16(String field, int value, int at) {
        if ((value & ~0xffff) != 0) {
            throw range(field, value, at, 0xffff);
        }
        return value;
    }

    static long u32(String field, long value, int at) {
        if (value >>> 32 != 0) {
            throw range(field, value, at, MAX_U32);
        }
        return value;
    }

    /** Refuses a number that does not fit {@code length} bytes, 1 to 4. */
    static void fits(String field, long value, int at, int length) {
        long maximum = -1L >>> (64 - 8 * length);
        if ((value & ~maximum) != 0) {
            throw range(field, value, at, maximum);
        }
    }

    private static CodecException range(String field, long value, int at, long maximum) {
        return new CodecException(Reason.RANGE, field, value, at, maximum);
    }
}
