package dev.vmig.device;

import dev.vmig.codec.PciCommonCfgField;

/**
 * virtio_pci_common_cfg of a VF as the guest reads and writes it (Virtio 1.4, 4.1.4.3). The same in both modes: a stopped
 * VF answers reads and takes writes (2.12.1.4).
 */
final class CommonConfig {
    private CommonConfig() {}

    static long read(NetState state, PciCommonCfgField field) {
        NetShape shape = state.shape();
        return switch (field) {
            case DEVICE_FEATURE_SELECT -> state.deviceFeatureSelect;
            case DEVICE_FEATURE -> window(state.deviceFeatureSelect, shape.featuresLow(), NetShape.FEATURES_HIGH);
            case DRIVER_FEATURE_SELECT -> state.driverFeatureSelect;
            case DRIVER_FEATURE -> window(state.driverFeatureSelect, state.driverFeaturesLow, state.driverFeaturesHigh);
            case CONFIG_MSIX_VECTOR -> state.configMsixVector;
            case NUM_QUEUES -> shape.queues();
            case DEVICE_STATUS -> state.status;
            case CONFIG_GENERATION -> state.configGeneration;
            case QUEUE_SELECT -> state.queueSelect;
            case QUEUE_NOTIF_CONFIG_DATA, QUEUE_RESET, ADMIN_QUEUE_INDEX, ADMIN_QUEUE_NUM -> 0;
            default -> state.queueSelect < shape.queues() ? readQueue(state, field) : 0;
        };
    }

    private static long readQueue(NetState state, PciCommonCfgField field) {
        QueueConfig queue = state.queue(state.queueSelect);
        return switch (field) {
            case QUEUE_SIZE -> queue.size();
            case QUEUE_MSIX_VECTOR -> queue.vector();
            case QUEUE_ENABLE -> queue.enabled() ? 1 : 0;
            case QUEUE_NOTIFY_OFF -> state.shape().notifyOff(state.queueSelect);
            case QUEUE_DESC -> queue.desc();
            case QUEUE_DRIVER -> queue.driver();
            case QUEUE_DEVICE -> queue.device();
            default -> throw new AssertionError(field);
        };
    }

    /** 32 bits of 128 feature bits; beyond them there are none. */
    private static long window(long select, long low, long high) {
        if (select >= 4) {
            return 0;
        }
        long word = select < 2 ? low : high;
        return word >>> (32 * (select & 1)) & 0xffff_ffffL;
    }

    /** Writes a field. Writing a field that is read-only, or a queue that does not exist, has no effect. */
    static void write(NetState state, PciCommonCfgField field, long value) {
        switch (field) {
            case DEVICE_FEATURE_SELECT -> state.deviceFeatureSelect = value;
            case DRIVER_FEATURE_SELECT -> state.driverFeatureSelect = value;
            case DRIVER_FEATURE -> writeDriverFeatures(state, value);
            case CONFIG_MSIX_VECTOR -> state.configMsixVector = (int) value;
            case DEVICE_STATUS -> writeStatus(state, (int) value);
            case QUEUE_SELECT -> state.queueSelect = (int) value;
            default -> {
                if (state.queueSelect < state.shape().queues()) {
                    int index = state.queueSelect;
                    state.queue(index, written(state.queue(index), field, value));
                }
            }
        }
    }

    /** DEVICE_NEEDS_RESET belongs to the device, and only a reset ends it (Virtio 1.4, 2.1). */
    private static void writeStatus(NetState state, int value) {
        state.status = (value & ~DeviceStatus.NEEDS_RESET) | (state.status & DeviceStatus.NEEDS_RESET);
    }

    /** Features that are not offered are not accepted. */
    private static void writeDriverFeatures(NetState state, long value) {
        int shift = 32 * (int) (state.driverFeatureSelect & 1);
        long keep = ~(0xffff_ffffL << shift);
        if (state.driverFeatureSelect < 2) {
            state.driverFeaturesLow = ((state.driverFeaturesLow & keep) | (value << shift))
                    & state.shape().featuresLow();
        } else if (state.driverFeatureSelect < 4) {
            state.driverFeaturesHigh = ((state.driverFeaturesHigh & keep) | (value << shift)) & NetShape.FEATURES_HIGH;
        }
    }

    private static QueueConfig written(QueueConfig queue, PciCommonCfgField field, long value) {
        return switch (field) {
            case QUEUE_SIZE ->
                value <= NetShape.MAX_QUEUE_SIZE && Long.bitCount(value) <= 1 ? queue.withSize((int) value) : queue;
            case QUEUE_MSIX_VECTOR -> queue.withVector((int) value);
            case QUEUE_ENABLE -> value == 1 ? queue.asEnabled() : queue;
            case QUEUE_DESC -> queue.withAddresses(value, queue.driver(), queue.device());
            case QUEUE_DRIVER -> queue.withAddresses(queue.desc(), value, queue.device());
            case QUEUE_DEVICE -> queue.withAddresses(queue.desc(), queue.driver(), value);
            default -> queue;
        };
    }
}
