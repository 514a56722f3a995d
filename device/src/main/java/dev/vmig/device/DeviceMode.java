package dev.vmig.device;

/** The two modes of a member device (Virtio 1.4, 2.12.1.4.3.4). */
public enum DeviceMode {
    /** The device does what it is there for. */
    RUNNING,
    /** The device initiates nothing, neither DMA nor interrupts; what comes in is still accepted and answered. */
    STOPPED
}
