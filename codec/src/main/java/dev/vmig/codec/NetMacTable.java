package dev.vmig.codec;

import org.apache.commons.lang3.Validate;

/**
 * Two virtio_net_ctrl_mac back to back, the data of {@link NetControl#MAC_TABLE_SET}: the unicast, then the multicast
 * filter (Virtio 1.4, 5.1.9.5). Each is le32 entries and as many addresses of 6 bytes. The getters take the index of the
 * value, as {@link PartCursor#valueOffset()} gives it, and rely on {@link PartRules} or a length that was checked.
 */
public final class NetMacTable {
    /** Bytes of an address. */
    public static final int MAC = 6;
    /** Bytes of the value without addresses. */
    public static final int EMPTY = 8;

    private NetMacTable() {}

    /** The length of a value with these numbers of addresses. */
    public static long length(long unicast, long multicast) {
        return EMPTY + MAC * (unicast + multicast);
    }

    /**
     * Writes the value. The addresses of a table stand one behind the other.
     *
     * @return its bytes
     * @throws IllegalArgumentException if a table is not whole addresses
     */
    public static int encode(byte[] bytes, int at, byte[] unicast, byte[] multicast) {
        int unicastCount = count(unicast);
        int multicastCount = count(multicast);
        Check.room("virtio_net_ctrl_mac", bytes, at, length(unicastCount, multicastCount));
        LittleEndian.put32(bytes, at, unicastCount);
        System.arraycopy(unicast, 0, bytes, at + 4, unicast.length);
        int second = at + 4 + unicast.length;
        LittleEndian.put32(bytes, second, multicastCount);
        System.arraycopy(multicast, 0, bytes, second + 4, multicast.length);
        return EMPTY + unicast.length + multicast.length;
    }

    private static int count(byte[] macs) {
        Validate.isTrue(macs.length % MAC == 0, "addresses of %d bytes: expected a multiple of 6", macs.length);
        return macs.length / MAC;
    }

    /** How many unicast addresses there are, u32; they begin at {@code at + 4}. */
    public static long unicastCount(byte[] bytes, int at) {
        return LittleEndian.u32(bytes, at);
    }

    /** Index of the first unicast address. */
    public static int unicastOffset(int at) {
        return at + 4;
    }

    /** How many multicast addresses there are, u32. */
    public static long multicastCount(byte[] bytes, int at) {
        return LittleEndian.u32(bytes, multicastOffset(bytes, at) - 4);
    }

    /** Index of the first multicast address. */
    public static int multicastOffset(byte[] bytes, int at) {
        return Math.toIntExact(at + EMPTY + MAC * unicastCount(bytes, at));
    }

    /** The bytes that the counts in a value of {@code length} bytes ask for, so far as they can be read. */
    static long expectedLength(byte[] bytes, int at, int length) {
        if (length < EMPTY) {
            return EMPTY;
        }
        long unicast = unicastCount(bytes, at);
        return length < length(unicast, 0)
                ? length(unicast, 0)
                : length(unicast, LittleEndian.u32(bytes, at + 4 + (int) (MAC * unicast)));
    }
}
