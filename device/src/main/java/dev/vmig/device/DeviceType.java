package dev.vmig.device;

import dev.vmig.codec.PciCommonCfgField;

/**
 * What kind of device the VFs are. Virtio 1.4 defines parts of their own for network cards only; a block device migrates
 * with those that every device has. It offers only features whose state has a part.
 */
public enum DeviceType {
    /** A network card: receive and transmit queues in pairs, and a control queue (Virtio 1.4, 5.1). */
    NET(0x1041, 0x0200, NetShape.FEATURES_LOW),
    /**
     * A block device: request queues (Virtio 1.4, 5.2). SEG_MAX 2, BLK_SIZE 6, FLUSH 9, MQ 12, INDIRECT_DESC 28, VERSION_1
     * 32, ACCESS_PLATFORM 33. Not CONFIG_WCE: the cache mode that a guest can then write is in no part.
     */
    BLOCK(0x1042, 0x0180, 1L << 2 | 1L << 6 | 1L << 9 | 1L << 12 | 1L << 28 | 1L << 32 | 1L << 33);

    private final int pciDeviceId;
    private final int pciClass;
    private final long featuresLow;

    DeviceType(int pciDeviceId, int pciClass, long featuresLow) {
        this.pciDeviceId = pciDeviceId;
        this.pciClass = pciClass;
        this.featuresLow = featuresLow;
    }

    /** The PCI device id. */
    public int pciDeviceId() {
        return pciDeviceId;
    }

    /** Base class and subclass, as the 16 bits at offset 10 of the configuration space. */
    int pciClass() {
        return pciClass;
    }

    /** Features offered, bits 0 to 63, as {@link PciCommonCfgField#DEVICE_FEATURE} shows them; above there are none. */
    long featuresLow() {
        return featuresLow;
    }
}
