package dev.vmig.vmm;

/** When a VMM fetches the changes of the devices, and when it leaves PRE_COPY. */
public enum SwitchoverPolicy {
    /** Fetches changes in each round, as QEMU does, and stops after the last round. */
    AT_ONCE,
    /**
     * Fetches changes only after the last round, and then as long as that pays, see {@link RefreshGain}. Changes
     * fetched in an earlier round are outdated by the switchover.
     */
    WHILE_REFRESH_PAYS
}
