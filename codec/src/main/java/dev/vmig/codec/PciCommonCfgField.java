package dev.vmig.codec;

/**
 * Fields of virtio_pci_common_cfg, 64 bytes (Virtio 1.4, 4.1.4.3): offset and bytes. A part of type
 * {@link PartType#PCI_COMMON_CFG} carries one of them. Those from QUEUE_SIZE to QUEUE_RESET are windows on the queue
 * that QUEUE_SELECT names, and say nothing in a part.
 */
public enum PciCommonCfgField {
    // spotless:off
    DEVICE_FEATURE_SELECT   ( 0, 4),
    DEVICE_FEATURE          ( 4, 4),
    DRIVER_FEATURE_SELECT   ( 8, 4),
    DRIVER_FEATURE          (12, 4),
    CONFIG_MSIX_VECTOR      (16, 2),
    NUM_QUEUES              (18, 2),
    DEVICE_STATUS           (20, 1),
    CONFIG_GENERATION       (21, 1),
    QUEUE_SELECT            (22, 2),
    QUEUE_SIZE              (24, 2),
    QUEUE_MSIX_VECTOR       (26, 2),
    QUEUE_ENABLE            (28, 2),
    QUEUE_NOTIFY_OFF        (30, 2),
    QUEUE_DESC              (32, 8),
    QUEUE_DRIVER            (40, 8),
    QUEUE_DEVICE            (48, 8),
    QUEUE_NOTIF_CONFIG_DATA (56, 2),
    QUEUE_RESET             (58, 2),
    ADMIN_QUEUE_INDEX       (60, 2),
    ADMIN_QUEUE_NUM         (62, 2);
    // spotless:on

    private static final PciCommonCfgField[] FIELDS = values();

    private final int offset;
    private final int length;

    PciCommonCfgField(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    /** Offset of the field in the structure, as the selector of its part holds it. */
    public int offset() {
        return offset;
    }

    /** Bytes of the field: 1, 2, 4 or 8. */
    public int length() {
        return length;
    }

    /** Bytes of the field that starts at {@code offset}; 0 if none does. */
    public static int lengthAt(long offset) {
        for (PciCommonCfgField field : FIELDS) {
            if (field.offset == offset) {
                return field.length;
            }
        }
        return 0;
    }
}
