package dev.vmig.fsm.uapi;

import dev.vmig.fsm.ErrnoException;

/**
 * The memory of the caller from the address on that it passed to a call. The kernel copies from and to it, and each copy
 * can fault.
 *
 * <p>A copy that faults leaves the memory as it was. Linux may have copied a part; a caller cannot tell which, so that
 * nothing can depend on it.
 */
public interface UserMemory {
    /**
     * Copies from the caller.
     *
     * @param offset from the address that was passed
     * @throws ErrnoException EFAULT if any of the bytes cannot be read
     */
    byte[] read(int offset, int length) throws ErrnoException;

    /**
     * Copies to the caller.
     *
     * @param offset from the address that was passed
     * @throws ErrnoException EFAULT if any of the bytes cannot be written
     */
    void write(int offset, byte[] bytes) throws ErrnoException;

    /** The memory of the same caller behind another address, such as a pointer in a structure; without any, nothing. */
    default UserMemory at(long address) {
        return UserBuffer.absent();
    }

    /** How many bytes from the address on can be written. */
    int writableLength();
}
