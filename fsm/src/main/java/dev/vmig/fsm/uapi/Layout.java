package dev.vmig.fsm.uapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Fields of the structures as bytes, in their byte order. */
final class Layout {
    private Layout() {}

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] u64(long value) {
        byte[] bytes = new byte[Long.BYTES];
        wrap(bytes).putLong(value);
        return bytes;
    }

    static byte[] u32s(int first, int second) {
        byte[] bytes = new byte[2 * Integer.BYTES];
        wrap(bytes).putInt(first).putInt(second);
        return bytes;
    }
}
