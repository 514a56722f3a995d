package dev.vmig.codec;

/** How a part type uses the 8 selector bytes of its header (Virtio 1.4, 2.14). */
public enum SelectorForm {
    /** Not at all: zero. */
    NONE,
    /** le32 offset in virtio_pci_common_cfg at 0. */
    PCI_COMMON_CFG,
    /** le16 virtqueue index at 0. */
    VQ_INDEX,
    /** 8 bytes in a format of the device type. */
    RAW
}
