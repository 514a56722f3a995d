package dev.vmig.codec;

/**
 * Registers of the legacy common configuration (Virtio 1.4, 4.1.4.10): offset and bytes. The last two exist only while
 * MSI-X is active; without them the configuration of the device type follows at 20 instead of 24 in a legacy I/O BAR.
 */
public enum LegacyCommonCfgField {
    // spotless:off
    /** Features offered, bits 0 to 31; read-only. */
    DEVICE_FEATURES    ( 0, 4),
    DRIVER_FEATURES    ( 4, 4),
    /** Page frame number of the selected queue, pages of 4096 bytes; 0 turns it off. */
    QUEUE_ADDRESS      ( 8, 4),
    /** Entries of the selected queue, 0 if there is none; read-only. */
    QUEUE_SIZE         (12, 2),
    QUEUE_SELECT       (14, 2),
    /** The doorbell: the index of a queue. */
    QUEUE_NOTIFY       (16, 2),
    DEVICE_STATUS      (18, 1),
    /** Why an interrupt came, bit 0 a queue, bit 1 the configuration; reading clears it. */
    ISR_STATUS         (19, 1),
    CONFIG_MSIX_VECTOR (20, 2),
    QUEUE_MSIX_VECTOR  (22, 2);
    // spotless:on

    /** Bytes of the region while MSI-X is not active. */
    public static final int LENGTH = 20;
    /** Bytes of the region while MSI-X is active. */
    public static final int LENGTH_MSIX = 24;

    private static final LegacyCommonCfgField[] FIELDS = values();

    private final int offset;
    private final int length;

    LegacyCommonCfgField(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    /** Bytes of the region. */
    public static int regionLength(boolean msix) {
        return msix ? LENGTH_MSIX : LENGTH;
    }

    /** The register that holds the byte at {@code at}, 0 to 23; there is no gap between registers. */
    public static LegacyCommonCfgField containing(int at) {
        for (LegacyCommonCfgField field : FIELDS) {
            if (at >= field.offset && at < field.offset + field.length) {
                return field;
            }
        }
        throw new IndexOutOfBoundsException("offset " + at + ": expected 0 to " + (LENGTH_MSIX - 1));
    }

    /** Offset of the register in the region. */
    public int offset() {
        return offset;
    }

    /** Bytes of the register: 1, 2 or 4. */
    public int length() {
        return length;
    }
}
