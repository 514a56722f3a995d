package dev.vmig.device;

/**
 * What is fixed about a VF and must be the same at both ends of a migration, except the MAC address.
 *
 * @param type network card or block device, which has no use for the rest of the name
 * @param queuePairs receive and transmit pairs; request queues of a block device
 * @param privateParts state beyond the specification
 * @param permanentMac MAC address after a reset, its 6 bytes as a little-endian number
 */
record NetShape(DeviceType type, int queuePairs, PrivateParts privateParts, long permanentMac) {
    /** Without state beyond the specification. */
    NetShape(DeviceType type, int queuePairs, long permanentMac) {
        this(type, queuePairs, PrivateParts.NONE, permanentMac);
    }

    /** Most entries of a virtqueue, a power of two. */
    static final int MAX_QUEUE_SIZE = 256;
    /** Most entries of the MAC filter table, unicast and multicast together. */
    static final int MAX_MAC_FILTERS = 64;
    /** VLAN ids are 12 bits wide. */
    static final int VLANS = 4096;

    /**
     * Features offered, bits 0 to 63: CSUM 0, MAC 5, MRG_RXBUF 15, STATUS 16, CTRL_VQ 17, CTRL_RX 18, CTRL_VLAN 19,
     * CTRL_RX_EXTRA 20, MQ 22, CTRL_MAC_ADDR 23, INDIRECT_DESC 28, VERSION_1 32, ACCESS_PLATFORM 33 (Virtio 1.4, 5.1.3
     * and 6). Only such whose state has a part: no packed ring, no ring reset, no offload control, no coalescing, no RSS.
     */
    static final long FEATURES_LOW = bits(0, 5, 15, 16, 17, 18, 19, 20, 22, 23, 28, 32, 33);
    /** Features offered, bits 64 to 127: none. */
    static final long FEATURES_HIGH = 0;

    static final int F_MRG_RXBUF = 15;
    static final int F_CTRL_VLAN = 19;
    static final int F_MQ = 22;
    static final int F_VERSION_1 = 32;

    private static long bits(int... numbers) {
        long word = 0;
        for (int number : numbers) {
            word |= 1L << number;
        }
        return word;
    }

    boolean isNet() {
        return type == DeviceType.NET;
    }

    /** Features offered, bits 0 to 63. */
    long featuresLow() {
        return type.featuresLow();
    }

    /** Receive, transmit and control queues, or request queues. */
    int queues() {
        return isNet() ? 2 * queuePairs + 1 : queuePairs;
    }

    /** The control queue; -1 without one. */
    int controlQueue() {
        return isNet() ? 2 * queuePairs : -1;
    }

    /**
     * Whether a doorbell asks for something to be done. Even queues receive, odd ones transmit, the control queue is
     * neither (Virtio 1.4, 5.1.2); request queues are all alike.
     */
    boolean isTransmit(int queue) {
        return !isNet() || queue % 2 == 1;
    }

    boolean isReceive(int queue) {
        return isNet() && queue != controlQueue() && queue % 2 == 0;
    }

    /** Where the doorbell of a queue lies; chosen by the device and the same in every VF. */
    int notifyOff(int queue) {
        return queue;
    }
}
