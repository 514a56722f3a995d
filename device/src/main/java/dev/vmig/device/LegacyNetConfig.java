package dev.vmig.device;

/**
 * The device configuration of a network card as a legacy driver sees it (Virtio 1.4, 5.1.4): the fields that the offered
 * features give it. Little-endian, whatever the guest is. Only the MAC address can be written (5.1.4.3).
 */
enum LegacyNetConfig {
    // spotless:off
    MAC                 (0, 6),
    STATUS              (6, 2),
    MAX_VIRTQUEUE_PAIRS (8, 2);
    // spotless:on

    /** Bytes of the region. */
    static final int LENGTH = 10;

    private static final int LINK_UP = 1;

    private final int offset;
    private final int length;

    LegacyNetConfig(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    /** The field that holds the byte at {@code at}, 0 to 9. */
    static LegacyNetConfig containing(int at) {
        return at < STATUS.offset ? MAC : at < MAX_VIRTQUEUE_PAIRS.offset ? STATUS : MAX_VIRTQUEUE_PAIRS;
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
            ControlUnit.carryOut(new ControlCommand.SetMac(value), state);
        }
    }
}
