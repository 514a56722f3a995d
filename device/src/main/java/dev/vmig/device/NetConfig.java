package dev.vmig.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * virtio_net_config of the features that are offered: mac (6 bytes), status (u16 at 6, bit 0: link is up),
 * max_virtqueue_pairs (u16 at 8) (Virtio 1.4, 5.1.4). Read-only, and not among the device parts: the target of a migration
 * has to be set up with the same.
 */
final class NetConfig {
    static final int LENGTH = 10;

    private static final int LINK_UP = 1;

    private NetConfig() {}

    static byte[] of(NetState state) {
        long mac = state.control.mac;
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) mac)
                .putShort((short) (mac >>> 32))
                .putShort((short) LINK_UP)
                .putShort((short) state.shape().queuePairs())
                .array();
    }
}
