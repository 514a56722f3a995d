package dev.vmig.device;

import static dev.vmig.codec.PciCommonCfgField.CONFIG_MSIX_VECTOR;
import static dev.vmig.codec.PciCommonCfgField.DEVICE_STATUS;
import static dev.vmig.codec.PciCommonCfgField.DRIVER_FEATURE;
import static dev.vmig.codec.PciCommonCfgField.DRIVER_FEATURE_SELECT;
import static dev.vmig.codec.PciCommonCfgField.NUM_QUEUES;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DESC;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DEVICE;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DRIVER;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_ENABLE;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_MSIX_VECTOR;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_SELECT;

import dev.vmig.codec.PciCommonCfgField;

/** The virtio-net driver in the guest, as far as it sets the device up (Virtio 1.4, 3.1.1). */
final class GuestDriver {
    /** Guest memory that one virtqueue takes; only its addresses matter here. */
    private static final long QUEUE_STRIDE = 0x4000;

    private static final long QUEUE_BASE = 0x10_0000;

    private final VirtualFunction vf;

    GuestDriver(VirtualFunction vf) {
        this.vf = vf;
    }

    /** Resets the device, accepts all features, gives every queue a vector of its own and sets DRIVER_OK. */
    void initialise() {
        write(DEVICE_STATUS, 0);
        write(DEVICE_STATUS, DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER);
        for (int word = 0; word < 4; word++) {
            write(PciCommonCfgField.DEVICE_FEATURE_SELECT, word);
            write(DRIVER_FEATURE_SELECT, word);
            write(DRIVER_FEATURE, vf.readCommonCfg(PciCommonCfgField.DEVICE_FEATURE));
        }
        int negotiated = DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER | DeviceStatus.FEATURES_OK;
        write(DEVICE_STATUS, negotiated);
        write(CONFIG_MSIX_VECTOR, 0);
        for (int queue = 0; queue < vf.readCommonCfg(NUM_QUEUES); queue++) {
            enable(queue);
        }
        write(DEVICE_STATUS, negotiated | DeviceStatus.DRIVER_OK);
    }

    private void enable(int queue) {
        long base = QUEUE_BASE + QUEUE_STRIDE * queue;
        write(QUEUE_SELECT, queue);
        write(QUEUE_MSIX_VECTOR, 1 + queue);
        write(QUEUE_DESC, base);
        write(QUEUE_DRIVER, base + 0x1000);
        write(QUEUE_DEVICE, base + 0x2000);
        write(QUEUE_ENABLE, 1);
    }

    private void write(PciCommonCfgField field, long value) {
        vf.writeCommonCfg(field, value);
    }
}
