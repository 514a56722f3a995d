package dev.vmig.fsm.uapi;

import java.nio.ByteBuffer;

/** The bytes of a structure, and its fields. */
final class Argument {
    private final byte[] bytes;

    private Argument(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of VFIO_DEVICE_FEATURE. */
    static Argument feature(int argsz, int flags, int... data) {
        byte[] bytes = new byte[8 + Integer.BYTES * data.length];
        ByteBuffer words = Layout.wrap(bytes).putInt(argsz).putInt(flags);
        for (int word : data) {
            words.putInt(word);
        }
        return new Argument(bytes);
    }

    /** Of VFIO_MIG_GET_PRECOPY_INFO; everything is preset, so that an echo is seen. */
    static Argument precopyInfo(int argsz) {
        byte[] bytes = new byte[24];
        Layout.wrap(bytes).putInt(argsz).putInt(0xff).putLong(0x55).putLong(0x55);
        return new Argument(bytes);
    }

    /** The memory itself, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    UserBuffer memory() {
        return UserBuffer.of(bytes);
    }

    UserBuffer readOnly() {
        return UserBuffer.readOnly(bytes);
    }

    int u32(int offset) {
        return Layout.wrap(bytes).getInt(offset);
    }

    long u64(int offset) {
        return Layout.wrap(bytes).getLong(offset);
    }
}
