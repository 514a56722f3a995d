package dev.vmig.device;

/** The two modes of a member device (Virtio 1.4, 2.12.1.4.3.4). */
public enum DeviceMode {
    /** The device operates. */
    RUNNING,
    /** The device initiates nothing, neither DMA nor interrupts; incoming accesses are still accepted and answered. */
    STOPPED
}
