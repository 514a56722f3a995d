package dev.vmig.vmm;

/** Departures of a VMM from the order of the switchover, to show their effects. */
public enum VmmMistake {
    /**
     * The dirty bitmap is read for the last time while devices may still start DMA. Contract: after the last of them is
     * in STOP_COPY; the bitmap of the IOMMU is complete only then.
     */
    LAST_SYNC_BEFORE_DEVICES_STOP,
    /**
     * Each device is stopped and its final state taken while its peers still run. Contract: all of them are brought to
     * RUNNING_P2P or PRE_COPY_P2P first, where none starts DMA to a peer.
     */
    NO_P2P_QUIESCENCE
}
