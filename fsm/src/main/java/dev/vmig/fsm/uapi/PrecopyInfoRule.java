package dev.vmig.fsm.uapi;

/** How {@code struct vfio_precopy_info} is filled in. */
public enum PrecopyInfoRule {
    /**
     * Sets all fields that the caller reads: both counters, and the flags, which are 0 without version 2. A file whose
     * session has ended answers ENODEV.
     */
    CONTRACT,
    /**
     * As the vfio-virtio driver of Linux 7.2 does it (K-3): of the two counters only one is set, initial_bytes as long
     * as it is not 0 and dirty_bytes from then on, and the other keeps the caller's contents; so do the flags without
     * version 2. The state of the device is checked before the session, so that the answer is EINVAL once the device
     * has left PRE_COPY and PRE_COPY_P2P.
     */
    LINUX
}
