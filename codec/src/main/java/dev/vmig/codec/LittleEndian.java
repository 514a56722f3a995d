package dev.vmig.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unsigned little-endian numbers at any alignment of a byte array: part values of 1 and 2 bytes leave the headers behind
 * them unaligned (Virtio 1.4, 2.14). u8 and u16 are an {@code int}, u32 is a {@code long}, u64 is the 64 bits of a
 * {@code long}, to be read with {@link Long#toUnsignedString(long)} and {@link Long#compareUnsigned}.
 *
 * <p>Every method throws {@link CodecException} when the number does not fit at {@code at}, and the {@code put} methods
 * also when the value does not fit the number.
 */
public final class LittleEndian {
    // Exact invocation turns a wrong cast, which would box silently, into a WrongMethodTypeException.
    private static final VarHandle U16 = handle(short[].class);
    private static final VarHandle U32 = handle(int[].class);
    private static final VarHandle U64 = handle(long[].class);

    private LittleEndian() {}

    private static VarHandle handle(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN)
                .withInvokeExactBehavior();
    }

    /** The byte at {@code at}, 0 to 255. */
    public static int u8(byte[] bytes, int at) {
        Check.room("u8", bytes, at, 1);
        return bytes[at] & 0xff;
    }

    /** The le16 at {@code at}, 0 to 65535. */
    public static int u16(byte[] bytes, int at) {
        Check.room("le16", bytes, at, 2);
        return (short) U16.get(bytes, at) & 0xffff;
    }

    /** The le32 at {@code at}, 0 to 2^32-1. */
    public static long u32(byte[] bytes, int at) {
        Check.room("le32", bytes, at, 4);
        return (int) U32.get(bytes, at) & Check.MAX_U32;
    }

    /** The le64 at {@code at}, all 64 bits. */
    public static long u64(byte[] bytes, int at) {
        Check.room("le64", bytes, at, 8);
        return (long) U64.get(bytes, at);
    }

    // For callers that have checked the room of a whole structure. The VarHandle checks the bounds again, and the JIT
    // merges both checks.

    static long word(byte[] bytes, int at) {
        return (long) U64.get(bytes, at);
    }

    static int half(byte[] bytes, int at) {
        return (int) U32.get(bytes, at);
    }

    static void putWord(byte[] bytes, int at, long value) {
        U64.set(bytes, at, value);
    }

    /**
     * As {@link System#arraycopy}, which is best at long values: up to 64 bytes, as most values of parts have, the call
     * takes longer than the copy.
     */
    static void copy(byte[] source, int from, byte[] target, int to, int length) {
        if (length < 32 || length > 64 || source == target) {
            System.arraycopy(source, from, target, to, length);
            return;
        }
        // All offsets are constants, so that the JIT checks the outermost ones and drops the checks between them.
        putWord(target, to, word(source, from));
        putWord(target, to + 8, word(source, from + 8));
        putWord(target, to + 16, word(source, from + 16));
        putWord(target, to + 24, word(source, from + 24));
        if (length >= 40) {
            putWord(target, to + 32, word(source, from + 32));
        }
        if (length >= 48) {
            putWord(target, to + 40, word(source, from + 40));
        }
        if (length >= 56) {
            putWord(target, to + 48, word(source, from + 48));
        }
        // The last word: of some of its bytes it may be the second copy.
        int last = length - 8;
        putWord(target, to + last, word(source, from + last));
    }

    /** Writes one byte. */
    public static void put8(byte[] bytes, int at, int value) {
        Check.room("u8", bytes, at, 1);
        bytes[at] = (byte) Check.u8("u8", value, at);
    }

    /** Writes a le16. */
    public static void put16(byte[] bytes, int at, int value) {
        Check.room("le16", bytes, at, 2);
        U16.set(bytes, at, (short) Check.u16("le16", value, at));
    }

    /** Writes a le32. */
    public static void put32(byte[] bytes, int at, long value) {
        Check.room("le32", bytes, at, 4);
        U32.set(bytes, at, (int) Check.u32("le32", value, at));
    }

    /** Writes a le64. */
    public static void put64(byte[] bytes, int at, long value) {
        Check.room("le64", bytes, at, 8);
        U64.set(bytes, at, value);
    }
}
