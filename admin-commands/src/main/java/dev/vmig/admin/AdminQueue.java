package dev.vmig.admin;

import dev.vmig.fsm.ErrnoException;

/** The admin virtqueue of the owner, as the driver needs it: one command, one answer (Virtio 1.4, 2.13). */
@FunctionalInterface
public interface AdminQueue {
    /**
     * Has the device carry out one command, and returns when it has answered. Meanwhile other members may use the
     * queue, and the driver that waits here may be told to {@linkplain VirtioDriver#reset reset}. A command for a member
     * of which another is in flight is kept back until that is answered: ids are reclaimed on behalf of others.
     *
     * @param command the device-readable part: command header and command-specific data; not changed after the call
     * @param resultCapacity room for the command-specific result, in bytes; the device-writable part is the 8 bytes of
     *     the status longer than that
     * @return the answer, whatever status it carries
     * @throws ErrnoException EIO if there will be no answer, since the owner was reset
     */
    AdminCompletion submit(byte[] command, int resultCapacity) throws ErrnoException;
}
