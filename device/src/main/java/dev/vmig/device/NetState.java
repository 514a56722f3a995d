package dev.vmig.device;

import dev.vmig.codec.VqCfg;
import java.util.Arrays;

/** All state of a virtio-net VF that has a device part; nothing else of a VF migrates. */
final class NetState {
    private final NetShape shape;
    private final QueueConfig[] queues;
    final ControlState control;
    final byte[][] privateValues;
    long driverFeaturesLow;
    long driverFeaturesHigh;
    /** The selectors of the feature windows, u32. */
    long deviceFeatureSelect;

    long driverFeatureSelect;
    int configMsixVector = VqCfg.NO_VECTOR;
    int configGeneration;
    int queueSelect;
    int status;

    /** The state after a reset. */
    NetState(NetShape shape) {
        this.shape = shape;
        this.queues = new QueueConfig[shape.queues()];
        Arrays.fill(queues, QueueConfig.DEFAULT);
        this.control = new ControlState(shape.permanentMac());
        this.privateValues = shape.privateParts().defaults();
    }

    private NetState(NetState other) {
        shape = other.shape;
        queues = other.queues.clone();
        control = other.control.copy();
        privateValues = other.privateValues.clone();
        driverFeaturesLow = other.driverFeaturesLow;
        driverFeaturesHigh = other.driverFeaturesHigh;
        deviceFeatureSelect = other.deviceFeatureSelect;
        driverFeatureSelect = other.driverFeatureSelect;
        configMsixVector = other.configMsixVector;
        configGeneration = other.configGeneration;
        queueSelect = other.queueSelect;
        status = other.status;
    }

    NetState copy() {
        return new NetState(this);
    }

    NetShape shape() {
        return shape;
    }

    QueueConfig queue(int index) {
        return queues[index];
    }

    void queue(int index, QueueConfig config) {
        queues[index] = config;
    }

    /** Whether the driver has accepted a feature, 0 to 63. */
    boolean hasFeature(int number) {
        return ((driverFeaturesLow >>> number) & 1) != 0;
    }

    /**
     * The control queue; it follows the queue pairs, of which there is one without MQ (Virtio 1.4, 5.1.2). -1 without a
     * control queue.
     */
    int controlQueue() {
        return !shape.isNet() || hasFeature(NetShape.F_MQ) ? shape.controlQueue() : 2;
    }

    /** No buffer is consumed before DRIVER_OK, nor by a device that needs a reset (Virtio 1.4, 2.1). */
    boolean isDriverOk() {
        return (status & DeviceStatus.DRIVER_OK) != 0 && (status & DeviceStatus.NEEDS_RESET) == 0;
    }

    /** Whether the device may work on a queue. */
    boolean isLive(int queue) {
        return isDriverOk() && queues[queue].enabled();
    }

    /** The configuration space has changed: a driver that is in the middle of reading it must start over. */
    void configurationChanged() {
        configGeneration = (configGeneration + 1) & 0xff;
    }
}
