package dev.vmig.device;

import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.VqCfg;
import dev.vmig.codec.VqNotifyData;

/** The parts that every virtio PCI device has, both ways: state to bytes and bytes to state (Virtio 1.4, 2.14.1). */
final class TransportParts {
    private static final int FEATURE_BYTES = 16;

    private TransportParts() {}

    static void write(NetState state, PartWriter writer) {
        NetShape shape = state.shape();
        writer.devFeatures(shape.featuresLow(), NetShape.FEATURES_HIGH)
                .drvFeatures(state.driverFeaturesLow, state.driverFeaturesHigh)
                .pciCommonCfg(PciCommonCfgField.DEVICE_FEATURE_SELECT, state.deviceFeatureSelect)
                .pciCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, state.driverFeatureSelect)
                .pciCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR, state.configMsixVector)
                .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, shape.queues())
                .pciCommonCfg(PciCommonCfgField.CONFIG_GENERATION, state.configGeneration)
                .pciCommonCfg(PciCommonCfgField.QUEUE_SELECT, state.queueSelect)
                .deviceStatus(state.status);
        for (int i = 0; i < shape.queues(); i++) {
            QueueConfig queue = state.queue(i);
            writer.vqCfg(
                    i,
                    queue.size(),
                    queue.vector(),
                    queue.enabled() ? 1 : 0,
                    queue.desc(),
                    queue.driver(),
                    queue.device());
        }
        for (int i = 0; i < shape.queues(); i++) {
            writer.vqNotify(i, shape.notifyOff(i), 0);
        }
    }

    /** DEV_FEATURES is compared, never applied. */
    static void verifyDeviceFeatures(PartCursor part, NetState state) throws CommandRefused {
        expectLength(part, FEATURE_BYTES);
        if (low(part) != state.shape().featuresLow() || high(part) != NetShape.FEATURES_HIGH) {
            throw CommandRefused.field("DEV_FEATURES: 0x%x 0x%x (expected: 0x%x 0x%x)"
                    .formatted(low(part), high(part), state.shape().featuresLow(), NetShape.FEATURES_HIGH));
        }
    }

    static void applyDriverFeatures(PartCursor part, NetState state) throws CommandRefused {
        expectLength(part, FEATURE_BYTES);
        if ((low(part) & ~state.shape().featuresLow()) != 0 || (high(part) & ~NetShape.FEATURES_HIGH) != 0) {
            throw CommandRefused.field("DRV_FEATURES: 0x%x 0x%x (expected: a subset of 0x%x 0x%x)"
                    .formatted(low(part), high(part), state.shape().featuresLow(), NetShape.FEATURES_HIGH));
        }
        state.driverFeaturesLow = low(part);
        state.driverFeaturesHigh = high(part);
    }

    static void applyStatus(PartCursor part, NetState state) throws CommandRefused {
        expectLength(part, 1);
        state.status = (int) part.number();
    }

    /**
     * Applies one field of the common configuration. The number of queues is compared only; the others have no other part
     * and would be lost.
     *
     * @return whether the device has a part for this field
     */
    static boolean applyCommonCfg(PartCursor part, NetState state) throws CommandRefused {
        for (PciCommonCfgField field : PciCommonCfgField.values()) {
            if (PartSelector.pciCommonCfg(field.offset()) == part.selector()) {
                return applyField(field, part, state);
            }
        }
        return false;
    }

    private static boolean applyField(PciCommonCfgField field, PartCursor part, NetState state) throws CommandRefused {
        switch (field) {
            case DEVICE_FEATURE_SELECT -> state.deviceFeatureSelect = number(part, field);
            case DRIVER_FEATURE_SELECT -> state.driverFeatureSelect = number(part, field);
            case CONFIG_MSIX_VECTOR -> state.configMsixVector = (int) number(part, field);
            case CONFIG_GENERATION -> state.configGeneration = (int) number(part, field);
            case QUEUE_SELECT -> state.queueSelect = (int) number(part, field);
            case NUM_QUEUES ->
                expect("num_queues", number(part, field), state.shape().queues());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long number(PartCursor part, PciCommonCfgField field) throws CommandRefused {
        expectLength(part, field.length());
        return part.number();
    }

    static void applyQueue(int index, PartCursor part, NetState state) throws CommandRefused {
        expectLength(part, VqCfg.LENGTH);
        byte[] bytes = part.bytes();
        int at = part.valueOffset();
        int size = VqCfg.queueSize(bytes, at);
        if (size > NetShape.MAX_QUEUE_SIZE || Integer.bitCount(size) > 1) {
            throw CommandRefused.field(
                    "queue_size of queue " + index, size, "0 or a power of two up to " + NetShape.MAX_QUEUE_SIZE);
        }
        int enabled = VqCfg.enabled(bytes, at);
        if (enabled > 1) {
            throw CommandRefused.field("enabled of queue " + index, enabled, "0 or 1");
        }
        state.queue(
                index,
                new QueueConfig(
                        size,
                        VqCfg.vector(bytes, at),
                        enabled == 1,
                        VqCfg.desc(bytes, at),
                        VqCfg.driver(bytes, at),
                        VqCfg.device(bytes, at)));
    }

    /** The guest knows where its doorbells are: the values are compared, never applied. */
    static void verifyNotify(int index, PartCursor part, NetState state) throws CommandRefused {
        expectLength(part, VqNotifyData.LENGTH);
        byte[] bytes = part.bytes();
        int at = part.valueOffset();
        expect(
                "queue_notify_off of queue " + index,
                VqNotifyData.notifyOff(bytes, at),
                state.shape().notifyOff(index));
        expect("queue_notif_config_data of queue " + index, VqNotifyData.configData(bytes, at), 0);
    }

    static void expectLength(PartCursor part, long length) throws CommandRefused {
        expect("length of part 0x%x".formatted(part.type()), part.length(), length);
    }

    private static void expect(String name, long value, long expected) throws CommandRefused {
        if (value != expected) {
            throw CommandRefused.field(name, value, Long.toString(expected));
        }
    }

    private static long low(PartCursor part) {
        return LittleEndian.u64(part.bytes(), part.valueOffset());
    }

    private static long high(PartCursor part) {
        return LittleEndian.u64(part.bytes(), part.valueOffset() + 8);
    }
}
