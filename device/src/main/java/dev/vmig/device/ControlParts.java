package dev.vmig.device;

import dev.vmig.codec.NetControl;
import dev.vmig.codec.NetVlanTable;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartWriter;
import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The control queue parts of a net device, both ways (Virtio 1.4, 5.1.8.1). The selector of a part names a control command,
 * and its value is the data of that command; only the VLAN part is different, a {@link NetVlanTable}.
 */
final class ControlParts {
    private ControlParts() {}

    static void write(ControlState state, PartWriter writer) {
        for (int mode = 0; mode < ControlState.RX_MODES; mode++) {
            append(writer, new SetRxMode(mode, state.rxModes.get(mode)));
        }
        append(writer, new SetMacTable(state.unicast, state.multicast));
        append(writer, new SetMac(state.mac));
        byte[] vlans = new byte[NetVlanTable.LENGTH];
        NetVlanTable.encode(vlans, 0, state.vlans);
        writer.netControl(NetControl.VLAN_ADD, vlans, 0, vlans.length);
        append(writer, new SetQueuePairs(state.queuePairs));
    }

    private static void append(PartWriter writer, ControlCommand command) {
        byte[] bytes = ControlQueue.encode(command);
        NetControl control = NetControl.of(bytes[0] | bytes[1] << 8);
        writer.netControl(control, bytes, ControlQueue.DATA, bytes.length - ControlQueue.DATA);
    }

    /**
     * Applies one part.
     *
     * @return whether the device has a part with this selector
     */
    static boolean apply(PartCursor part, NetState state) throws CommandRefused {
        NetControl control = NetControl.of(part.selector());
        switch (control) {
            case RX_PROMISC, RX_ALLMULTI, RX_ALLUNI, RX_NOMULTI, RX_NOUNI, RX_NOBCAST -> applyCommand(part, state);
            case MAC_TABLE_SET, MAC_ADDR_SET, MQ_VQ_PAIRS_SET -> applyCommand(part, state);
            case VLAN_ADD -> {
                TransportParts.expectLength(part, NetVlanTable.LENGTH);
                int at = part.valueOffset();
                state.control.vlans.clear();
                state.control.vlans.or(BitSet.valueOf(Arrays.copyOfRange(part.bytes(), at, at + NetVlanTable.LENGTH)));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The value must be exactly what the guest would send, so that nothing of it is lost. */
    private static void applyCommand(PartCursor part, NetState state) throws CommandRefused {
        byte[] bytes = new byte[ControlQueue.DATA + part.length()];
        bytes[0] = (byte) part.selector();
        bytes[1] = (byte) (part.selector() >>> 8);
        System.arraycopy(part.bytes(), part.valueOffset(), bytes, ControlQueue.DATA, part.length());
        Optional<ControlCommand> command =
                ControlQueue.decode(bytes).filter(decoded -> Arrays.equals(ControlQueue.encode(decoded), bytes));
        if (command.isEmpty()
                || !state.control.apply(command.get(), state.shape().queuePairs())) {
            throw CommandRefused.field("value of NET_CVQ_CFG %s: %d bytes (expected: data of that command)"
                    .formatted(NetControl.of(part.selector()), part.length()));
        }
    }
}
