package dev.vmig.device;

import dev.vmig.device.ControlCommand.SetMac;

/**
 * The fields of virtio_net_config that the offered features give it (Virtio 1.4, 5.1.4), little-endian whatever the guest
 * is. They are no device parts: the target of a migration has to be set up with the same. A modern driver reads them; a
 * legacy driver can write the MAC address, too (5.1.4.3).
 */
enum NetConfigField {
    // spotless:off
    MAC                 (0, 6),
    STATUS              (6, 2),
    MAX_VIRTQUEUE_PAIRS (8, 2);
    // spotless:on

    /** Bytes of all fields. */
    static final int LENGTH = 10;

    private static final int LINK_UP = 1;

    private final int offset;
    private final int length;

    NetConfigField(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    /** The field that contains the byte at {@code at}, 0 to 9. */
    static NetConfigField containing(int at) {
        return at < STATUS.offset ? MAC : at < MAX_VIRTQUEUE_PAIRS.offset ? STATUS : MAX_VIRTQUEUE_PAIRS;
    }

    /** All fields. */
    static byte[] bytes(NetState state) {
        byte[] bytes = new byte[LENGTH];
        for (NetConfigField field : values()) {
            Bar.put(bytes, field.offset, field.length, field.read(state));
        }
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    long read(NetState state) {
        return switch (this) {
            case MAC -> state.control.mac;
            case STATUS -> LINK_UP;
            case MAX_VIRTQUEUE_PAIRS -> state.shape().queuePairs();
        };
    }

    void write(NetState state, long value) {
        if (this == MAC) {
            ControlQueue.carryOut(new SetMac(value), state);
        }
    }
}
