package dev.vmig.fsm.uapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The byte order of the structures. */
final class Layout {
    private Layout() {}

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer allocate(int length) {
        return wrap(new byte[length]);
    }
}
