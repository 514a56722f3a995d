package dev.vmig.device;

/** How literally the owner takes the rules about LIST_QUERY and LIST_USE (Virtio 1.4, 2.12.1). */
public enum DeviceProfile {
    /**
     * By the letter: each group type needs a LIST_USE of its own before any other command, and the capability commands
     * are listed for the self group only.
     */
    STRICT,
    /**
     * What the virtio-pci driver of Linux needs: the capability commands are listed for the SR-IOV group as well, and the
     * self group takes them without a LIST_USE of its own.
     */
    LINUX
}
