package dev.vmig.codec;

/**
 * Types of device parts (Virtio 1.4, 2.14.1 and 5.1.8), named without the prefix VIRTIO_DEV_PART_, in the order that
 * 2.14.1 demands of a list. The specification gives {@link #NET_CVQ_CFG} no place; it stands last.
 */
public enum PartType {
    // spotless:off
    /** le64 words: features that the device offers; always optional, only verified. */
    DEV_FEATURES   (0x0100, SelectorForm.NONE),
    /** le64 words: features that the driver accepted. */
    DRV_FEATURES   (0x0101, SelectorForm.NONE),
    /** One field of virtio_pci_common_cfg, see {@link PciCommonCfgField}. */
    PCI_COMMON_CFG (0x0102, SelectorForm.PCI_COMMON_CFG),
    /** u8 device_status. */
    DEVICE_STATUS  (0x0103, SelectorForm.NONE),
    /** {@link VqCfg}. */
    VQ_CFG         (0x0104, SelectorForm.VQ_INDEX),
    /** {@link VqNotifyData}. */
    VQ_NOTIFY_CFG  (0x0105, SelectorForm.VQ_INDEX),
    /** VIRTIO_NET_DEV_PART_CVQ_CFG_PART: data of the last control command of a class and command. */
    NET_CVQ_CFG    (0x0200, SelectorForm.RAW),
    /** Any other number; the number itself stays in the part. */
    UNKNOWN        (-1, SelectorForm.RAW);
    // spotless:on

    private final int number;
    private final SelectorForm selectorForm;

    PartType(int number, SelectorForm selectorForm) {
        this.number = number;
        this.selectorForm = selectorForm;
    }

    /** The type of a number, {@link #UNKNOWN} if there is none. */
    public static PartType of(int number) {
        return switch (number) {
            case 0x0100 -> DEV_FEATURES;
            case 0x0101 -> DRV_FEATURES;
            case 0x0102 -> PCI_COMMON_CFG;
            case 0x0103 -> DEVICE_STATUS;
            case 0x0104 -> VQ_CFG;
            case 0x0105 -> VQ_NOTIFY_CFG;
            case 0x0200 -> NET_CVQ_CFG;
            default -> UNKNOWN;
        };
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }

    /** What the selector of such a part holds. */
    public SelectorForm selectorForm() {
        return selectorForm;
    }
}
