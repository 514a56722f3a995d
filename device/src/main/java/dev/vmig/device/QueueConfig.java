package dev.vmig.device;

import dev.vmig.codec.VqCfg;

/** Configuration of one virtqueue as VQ_CFG carries it (Virtio 1.4, 2.14.1); the addresses are those of guest memory. */
record QueueConfig(int size, int vector, boolean enabled, long desc, long driver, long device) {
    /** A queue after reset. */
    static final QueueConfig DEFAULT = new QueueConfig(NetShape.MAX_QUEUE_SIZE, VqCfg.NO_VECTOR, false, 0, 0, 0);

    boolean raisesInterrupts() {
        return vector != VqCfg.NO_VECTOR;
    }

    QueueConfig withSize(int entries) {
        return new QueueConfig(entries, vector, enabled, desc, driver, device);
    }

    QueueConfig withVector(int msix) {
        return new QueueConfig(size, msix, enabled, desc, driver, device);
    }

    QueueConfig asEnabled() {
        return new QueueConfig(size, vector, true, desc, driver, device);
    }

    QueueConfig withAddresses(long descArea, long driverArea, long deviceArea) {
        return new QueueConfig(size, vector, enabled, descArea, driverArea, deviceArea);
    }
}
