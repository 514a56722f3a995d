package dev.vmig.device;

import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The control queue parts of a net device, both ways (Virtio 1.4, 5.1.8.1). The value of a part is the data of the
 * control command that its selector names. The VLAN table, whose encoding the specification leaves open, is a bitmap of
 * 512 bytes here.
 */
final class ControlParts {
    static final int MAC_BYTES = 6;

    private static final int CLASS_RX = 0;
    private static final int VLAN_BYTES = NetShape.VLANS / 8;
    private static final long MAC_TABLE_SET = PartSelector.netControl(1, 0);
    private static final long MAC_ADDR_SET = PartSelector.netControl(1, 1);
    private static final long VLAN_ADD = PartSelector.netControl(2, 0);
    private static final long VQ_PAIRS_SET = PartSelector.netControl(4, 0);

    private ControlParts() {}

    static void write(ControlState state, PartWriter writer) {
        for (int mode = 0; mode < ControlState.RX_MODES; mode++) {
            append(writer, PartSelector.netControl(CLASS_RX, mode), new byte[] {(byte) (state.rxModes.get(mode) ? 1 : 0)
            });
        }
        append(writer, MAC_TABLE_SET, macTable(state));
        append(writer, MAC_ADDR_SET, mac(state.mac));
        append(writer, VLAN_ADD, Arrays.copyOf(state.vlans.toByteArray(), VLAN_BYTES));
        append(writer, VQ_PAIRS_SET, new byte[] {(byte) state.queuePairs, (byte) (state.queuePairs >>> 8)});
    }

    private static void append(PartWriter writer, long selector, byte[] value) {
        writer.append(PartType.NET_CVQ_CFG.number(), 0, selector, value, 0, value.length);
    }

    private static byte[] macTable(ControlState state) {
        byte[] value = new byte[8 + MAC_BYTES * state.macFilters()];
        int at = putMacs(value, 0, state.unicast);
        putMacs(value, at, state.multicast);
        return value;
    }

    private static int putMacs(byte[] value, int from, List<Long> macs) {
        LittleEndian.put32(value, from, macs.size());
        int at = from + 4;
        for (long mac : macs) {
            System.arraycopy(mac(mac), 0, value, at, MAC_BYTES);
            at += MAC_BYTES;
        }
        return at;
    }

    private static byte[] mac(long number) {
        byte[] eight = new byte[8];
        LittleEndian.put64(eight, 0, number);
        return Arrays.copyOf(eight, MAC_BYTES);
    }

    /**
     * Applies one part.
     *
     * @return whether the device has a part with this selector
     */
    static boolean apply(PartCursor part, NetState state) throws CommandRefused {
        long selector = part.selector();
        ControlState control = state.control;
        if (selector == MAC_TABLE_SET) {
            applyMacTable(part, control);
        } else if (selector == MAC_ADDR_SET) {
            TransportParts.expectLength(part, MAC_BYTES);
            control.mac = part.number();
        } else if (selector == VLAN_ADD) {
            TransportParts.expectLength(part, VLAN_BYTES);
            control.vlans.clear();
            int at = part.valueOffset();
            control.vlans.or(BitSet.valueOf(Arrays.copyOfRange(part.bytes(), at, at + VLAN_BYTES)));
        } else if (selector == VQ_PAIRS_SET) {
            applyQueuePairs(part, state);
        } else {
            return applyRxMode(part, control);
        }
        return true;
    }

    private static boolean applyRxMode(PartCursor part, ControlState control) throws CommandRefused {
        int mode = PartSelector.netCommand(part.selector());
        if (part.selector() != PartSelector.netControl(CLASS_RX, mode) || mode >= ControlState.RX_MODES) {
            return false;
        }
        TransportParts.expectLength(part, 1);
        if (part.number() > 1) {
            throw CommandRefused.field("rx mode " + mode, part.number(), "0 or 1");
        }
        control.rxModes.set(mode, part.number() == 1);
        return true;
    }

    private static void applyQueuePairs(PartCursor part, NetState state) throws CommandRefused {
        TransportParts.expectLength(part, 2);
        int most = state.shape().queuePairs();
        if (part.number() < 1 || part.number() > most) {
            throw CommandRefused.field("virtqueue_pairs", part.number(), "1 to " + most);
        }
        state.control.queuePairs = (int) part.number();
    }

    private static void applyMacTable(PartCursor part, ControlState control) throws CommandRefused {
        long unicast = entries(part, 0);
        long multicast = entries(part, (int) (4 + MAC_BYTES * unicast));
        if (unicast + multicast > NetShape.MAX_MAC_FILTERS) {
            throw CommandRefused.field("MAC filters", unicast + multicast, "at most " + NetShape.MAX_MAC_FILTERS);
        }
        TransportParts.expectLength(part, 8 + MAC_BYTES * (unicast + multicast));
        control.unicast = macs(part, 4, unicast);
        control.multicast = macs(part, (int) (8 + MAC_BYTES * unicast), multicast);
    }

    /** The number of entries that stands at {@code at} of the value; checked against the length so far as it must be. */
    private static long entries(PartCursor part, int at) throws CommandRefused {
        if (part.length() < at + 4) {
            throw CommandRefused.field("length of the MAC table", part.length(), "at least " + (at + 4));
        }
        long entries = LittleEndian.u32(part.bytes(), part.valueOffset() + at);
        if (entries > NetShape.MAX_MAC_FILTERS) {
            throw CommandRefused.field("entries of the MAC table", entries, "at most " + NetShape.MAX_MAC_FILTERS);
        }
        return entries;
    }

    private static List<Long> macs(PartCursor part, int from, long count) {
        List<Long> macs = new ArrayList<>();
        int at = part.valueOffset() + from;
        for (int i = 0; i < count; i++) {
            macs.add(LittleEndian.u32(part.bytes(), at) | (long) LittleEndian.u16(part.bytes(), at + 4) << 32);
            at += MAC_BYTES;
        }
        return List.copyOf(macs);
    }
}
