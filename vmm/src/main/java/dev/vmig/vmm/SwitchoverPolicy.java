package dev.vmig.vmm;

/** What a VMM does for the devices between the rounds that the memory needs and the switchover. */
public enum SwitchoverPolicy {
    /** Nothing: it asks for changes in each round, as QEMU does, and stops when the last round is over. */
    AT_ONCE,
    /**
     * It asks for changes only when the rounds are over, and then as long as that pays, see {@link RefreshGain}. In a round
     * it would pay as little as nothing: what is fetched early has changed again before the end.
     */
    WHILE_REFRESH_PAYS
}
