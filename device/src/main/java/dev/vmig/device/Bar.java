package dev.vmig.device;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.memory.DmaTarget;
import java.util.Arrays;

/**
 * The registers of a VF in its memory BAR (Virtio 1.4, 4.1.4). The guest reaches them, and so does the DMA of peers; they
 * are served in both modes.
 *
 * <pre>
 *   0x0000  virtio_pci_common_cfg (64 bytes)
 *   0x2000  virtio_net_config, read-only
 *   0x3000  notifications: 4 bytes a queue, at 4 * queue_notify_off
 * </pre>
 *
 * <p>A write that is not exactly one field, or half of one of 64 bits (4.1.3.1), has no effect. Reads of what is not
 * there, or during a function-level reset, give ones.
 */
public final class Bar implements DmaTarget {
    /** Bytes of the BAR for 4,096 queues; doorbells behind them are out of its reach. */
    public static final long SIZE = 0x8000;
    /** Where virtio_net_config begins. */
    public static final int DEVICE_CONFIG = 0x2000;
    /** Where the notifications begin. */
    public static final int NOTIFICATIONS = 0x3000;
    /** notify_off_multiplier (Virtio 1.4, 4.1.4.4). */
    public static final int NOTIFY_OFF_MULTIPLIER = 4;

    private static final int COMMON_LENGTH = 64;

    private final VirtualFunction vf;

    Bar(VirtualFunction vf) {
        this.vf = vf;
    }

    @Override
    public void dmaRead(long offset, byte[] into, int at, int length) {
        Arrays.fill(into, at, at + length, (byte) 0xff);
        if (!vf.reset().isGoingOn()) {
            overlay(common(), 0, offset, into, at, length);
            overlay(vf.deviceConfig(), DEVICE_CONFIG, offset, into, at, length);
        }
    }

    private byte[] common() {
        byte[] image = new byte[COMMON_LENGTH];
        for (PciCommonCfgField field : PciCommonCfgField.values()) {
            put(image, field.offset(), field.length(), vf.readCommonCfg(field));
        }
        return image;
    }

    /** Puts a little-endian number of {@code length} bytes into a register block. */
    static void put(byte[] block, int at, int length, long value) {
        for (int i = 0; i < length; i++) {
            block[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** Copies the part of a register block that the access covers. */
    private static void overlay(byte[] block, int blockAt, long offset, byte[] into, int at, int length) {
        int from = (int) Math.max(offset, blockAt);
        int to = (int) Math.min(offset + length, (long) blockAt + block.length);
        if (from < to) {
            System.arraycopy(block, from - blockAt, into, at + from - (int) offset, to - from);
        }
    }

    @Override
    public void dmaWrite(long offset, byte[] from, int at, int length) {
        if (offset >= NOTIFICATIONS) {
            ring((int) offset - NOTIFICATIONS, length);
        } else if (offset < COMMON_LENGTH && length <= 8) {
            long value = 0;
            for (int i = length - 1; i >= 0; i--) {
                value = (value << 8) | (from[at + i] & 0xff);
            }
            writeCommon((int) offset, length, value);
        }
    }

    private void ring(int offset, int length) {
        int queue = offset / NOTIFY_OFF_MULTIPLIER;
        if (offset % NOTIFY_OFF_MULTIPLIER == 0
                && length == 2
                && queue < vf.parts().shape().queues()) {
            vf.ringDoorbell(queue);
        }
    }

    private void writeCommon(int offset, int length, long value) {
        for (PciCommonCfgField field : PciCommonCfgField.values()) {
            if (field.offset() == offset && field.length() == length) {
                vf.writeCommonCfg(field, value);
            } else if (field.length() == 8
                    && length == 4
                    && (field.offset() == offset || field.offset() + 4 == offset)) {
                int shift = 8 * (offset - field.offset());
                long kept = vf.readCommonCfg(field) & ~(0xffff_ffffL << shift);
                vf.writeCommonCfg(field, kept | (value << shift));
            }
        }
    }
}
