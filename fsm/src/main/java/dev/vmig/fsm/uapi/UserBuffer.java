package dev.vmig.fsm.uapi;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import java.util.Map;

/** User memory that ends where a byte array ends; beyond it every access faults. */
public final class UserBuffer implements UserMemory {
    private final byte[] bytes;
    private final boolean writable;
    private final Map<Long, UserMemory> elsewhere;

    private UserBuffer(byte[] bytes, boolean writable, Map<Long, UserMemory> elsewhere) {
        this.bytes = bytes;
        this.writable = writable;
        this.elsewhere = Map.copyOf(elsewhere);
    }

    private UserBuffer(byte[] bytes, boolean writable) {
        this(bytes, writable, Map.of());
    }

    /** The same memory of a caller that has more of it behind these addresses. */
    public UserBuffer with(Map<Long, UserMemory> others) {
        return new UserBuffer(bytes, writable, others);
    }

    @Override
    public UserMemory at(long address) {
        return elsewhere.getOrDefault(address, absent());
    }

    /** Memory that can be read and written; it is the array itself, not a copy. */
    public static UserBuffer of(byte[] bytes) {
        return new UserBuffer(bytes, true);
    }

    /** Memory that faults when it is written, like a page mapped for reading only. */
    public static UserBuffer readOnly(byte[] bytes) {
        return new UserBuffer(bytes, false);
    }

    /** An address with nothing behind it, such as NULL. */
    public static UserBuffer absent() {
        return readOnly(new byte[0]);
    }

    @Override
    public byte[] read(int offset, int length) throws ErrnoException {
        requireReach(offset, length, bytes.length);
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public void write(int offset, byte[] from) throws ErrnoException {
        requireReach(offset, from.length, writableLength());
        System.arraycopy(from, 0, bytes, offset, from.length);
    }

    @Override
    public int writableLength() {
        return writable ? bytes.length : 0;
    }

    private static void requireReach(int offset, int length, int reach) throws ErrnoException {
        if (offset < 0 || length < 0 || length > reach - offset) {
            throw new ErrnoException(
                    Errno.EFAULT,
                    "%d bytes at offset %d: %d can be reached there"
                            .formatted(length, offset, Math.max(0, reach - offset)));
        }
    }
}
