package dev.vmig.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.lang3.Validate;

/**
 * Frames of the simulated network. What they carry is a number, so that a test can see which arrived, and how often.
 *
 * <pre>
 *   0  destination (6)   6  source (6)   12  0x8100, VLAN id (4, if tagged)   12 or 16  0x88b5   then the number (8)
 * </pre>
 *
 * <p>0x88b5 is the EtherType for local experiments (IEEE 802). MAC addresses are their 6 bytes as a little-endian number.
 */
public final class EthernetFrame {
    /** VLAN id of a frame without a tag. */
    public static final int UNTAGGED = -1;
    /** The broadcast address. */
    public static final long BROADCAST = 0xffff_ffff_ffffL;

    private static final int SHORTEST = 22;
    private static final int TAG_TYPE = 0x8100;
    private static final int EXPERIMENTAL = 0x88b5;

    private EthernetFrame() {}

    /** Lays out a frame. */
    public static byte[] of(long destination, long source, int vlan, long number) {
        ByteBuffer frame = ByteBuffer.allocate(vlan == UNTAGGED ? SHORTEST : SHORTEST + 4);
        putMac(frame, destination);
        putMac(frame, source);
        if (vlan != UNTAGGED) {
            frame.putShort((short) TAG_TYPE).putShort((short) vlan);
        }
        return frame.putShort((short) EXPERIMENTAL).putLong(number).array();
    }

    private static void putMac(ByteBuffer frame, long mac) {
        for (int at = 0; at < 6; at++) {
            frame.put((byte) (mac >>> (8 * at)));
        }
    }

    /** The number that a frame carries. */
    public static long number(byte[] frame) {
        requireWhole(frame);
        return ByteBuffer.wrap(frame).getLong(frame.length - 8);
    }

    static void requireWhole(byte[] frame) {
        Validate.isTrue(frame.length >= SHORTEST, "frame: %d bytes (expected: %d or more)", frame.length, SHORTEST);
    }

    static long destination(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getLong(0) & BROADCAST;
    }

    static int vlan(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        return (bytes.getShort(12) & 0xffff) == TAG_TYPE ? bytes.getShort(14) & 0xfff : UNTAGGED;
    }
}
