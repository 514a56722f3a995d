package dev.vmig.vmm;

import dev.vmig.admin.AdminCompletion;

/** Observes the admin commands between a driver and its device. */
public interface HostObserver {
    /** Ignores all commands. */
    HostObserver NONE = new HostObserver() {};

    /**
     * A command is put on the admin queue.
     *
     * @param command the device-readable part
     */
    default void issued(byte[] command) {}

    /**
     * A command is answered.
     *
     * @param command the device-readable part, the same array
     */
    default void completed(byte[] command, AdminCompletion completion) {}

    /** A command is aborted because the owner was reset. */
    default void aborted(byte[] command) {}
}
