package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;

/** The checks of the encoders. Each runs before the first byte is written, so that a refusal changes nothing. */
final class Check {
    static final long MAX_U32 = 0xffff_ffffL;

    private Check() {}

    /** Refuses unless {@code size} bytes fit at {@code at}; the comparison cannot overflow. */
    static void room(String what, byte[] bytes, int at, long size) {
        if (at < 0 || size > (long) bytes.length - at) {
            throw new CodecException(Reason.TOO_SHORT, what, size, at, Math.max(0L, (long) bytes.length - at));
        }
    }

    static int u8(String field, int value, int at) {
        return (int) range(field, value, at, 0xff);
    }

    static int u16(String field, int value, int at) {
        return (int) range(field, value, at, 0xffff);
    }

    static long u32(String field, long value, int at) {
        return range(field, value, at, MAX_U32);
    }

    /** Refuses a number that does not fit {@code length} bytes, 1 to 4. */
    static void fits(String field, long value, int at, int length) {
        range(field, value, at, -1L >>> (64 - 8 * length));
    }

    private static long range(String field, long value, int at, long maximum) {
        if (value < 0 || value > maximum) {
            throw new CodecException(Reason.RANGE, field, value, at, maximum);
        }
        return value;
    }
}
