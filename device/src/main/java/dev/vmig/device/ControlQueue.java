package dev.vmig.device;

import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The buffers of the control queue: class, command, command-specific data (Virtio 1.4, 5.1.6.5). */
final class ControlQueue {
    /** Offset of the command-specific data, {@code virtio_net_ctrl.command_specific_data}. */
    static final int DATA = 2;
    /** VIRTIO_NET_OK and VIRTIO_NET_ERR, the byte that answers a command. */
    static final byte OK = 0;

    static final byte ERR = 1;

    private static final int CLASS_RX = 0;
    private static final int CLASS_MAC = 1;
    private static final int CLASS_VLAN = 2;
    private static final int CLASS_MQ = 4;

    private ControlQueue() {}

    static byte[] encode(ControlCommand command) {
        ByteBuffer out =
                ByteBuffer.allocate(DATA + 8 + 6 * NetShape.MAX_MAC_FILTERS).order(ByteOrder.LITTLE_ENDIAN);
        if (command instanceof SetRxMode mode) {
            begin(out, CLASS_RX, mode.mode()).put((byte) (mode.on() ? 1 : 0));
        } else if (command instanceof SetMacTable table) {
            begin(out, CLASS_MAC, 0);
            putTable(out, table.unicast());
            putTable(out, table.multicast());
        } else if (command instanceof SetMac address) {
            putMac(begin(out, CLASS_MAC, 1), address.mac());
        } else if (command instanceof SetVlan vlan) {
            begin(out, CLASS_VLAN, vlan.accepted() ? 0 : 1).putShort((short) vlan.id());
        } else if (command instanceof SetQueuePairs pairs) {
            begin(out, CLASS_MQ, 0).putShort((short) pairs.pairs());
        } else {
            throw new AssertionError(command);
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return bytes;
    }

    private static ByteBuffer begin(ByteBuffer out, int commandClass, int command) {
        return out.put((byte) commandClass).put((byte) command);
    }

    private static void putTable(ByteBuffer out, List<Long> macs) {
        out.putInt(macs.size());
        macs.forEach(mac -> putMac(out, mac));
    }

    private static void putMac(ByteBuffer out, long mac) {
        out.putInt((int) mac).putShort((short) (mac >>> 32));
    }

    /** Carries out a command of the guest; false if the device does not support it, and nothing has changed. */
    static boolean carryOut(ControlCommand command, NetState state) {
        boolean done = state.control.apply(command, state.shape().queuePairs());
        if (done && command instanceof SetMac) {
            state.configurationChanged();
        }
        return done;
    }

    /** The command in a buffer; empty if the device does not know it, or it is malformed. */
    static Optional<ControlCommand> decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return decode(in, in.get() & 0xff, in.get() & 0xff);
        } catch (BufferUnderflowException | IllegalArgumentException illegal) {
            return Optional.empty();
        }
    }

    private static Optional<ControlCommand> decode(ByteBuffer in, int commandClass, int command) {
        return switch ((commandClass << 8) | command) {
            case CLASS_MAC << 8 -> Optional.of(new SetMacTable(table(in), table(in)));
            case (CLASS_MAC << 8) | 1 -> Optional.of(new SetMac(mac(in)));
            case CLASS_VLAN << 8 -> Optional.of(new SetVlan(in.getShort() & 0xffff, true));
            case (CLASS_VLAN << 8) | 1 -> Optional.of(new SetVlan(in.getShort() & 0xffff, false));
            case CLASS_MQ << 8 -> Optional.of(new SetQueuePairs(in.getShort() & 0xffff));
            default ->
                commandClass == CLASS_RX && command < ControlState.RX_MODES
                        ? Optional.of(new SetRxMode(command, in.get() != 0))
                        : Optional.empty();
        };
    }

    private static List<Long> table(ByteBuffer in) {
        int entries = in.getInt();
        if (entries < 0 || entries > NetShape.MAX_MAC_FILTERS) {
            throw new IllegalArgumentException("entries: " + entries);
        }
        List<Long> macs = new ArrayList<>();
        for (int at = 0; at < entries; at++) {
            macs.add(mac(in));
        }
        return macs;
    }

    private static long mac(ByteBuffer in) {
        return (in.getInt() & 0xffff_ffffL) | ((in.getShort() & 0xffffL) << 32);
    }
}
