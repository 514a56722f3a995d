package dev.vmig.device;

import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import java.util.BitSet;
import java.util.List;

/** The state that the guest sets with commands on the control queue (Virtio 1.4, 5.1.6.5). MACs are little-endian numbers. */
final class ControlState {
    /** RX_PROMISC, RX_ALLMULTI, RX_ALLUNI, RX_NOMULTI, RX_NOUNI, RX_NOBCAST: commands 0 to 5 of class 0. */
    static final int RX_MODES = 6;

    final BitSet rxModes;
    final BitSet vlans;
    List<Long> unicast;
    List<Long> multicast;
    long mac;
    int queuePairs;

    /** The state after a reset: no filter, no VLAN, one pair. */
    ControlState(long permanentMac) {
        this(new BitSet(RX_MODES), new BitSet(NetShape.VLANS), List.of(), List.of(), permanentMac, 1);
    }

    private ControlState(
            BitSet rxModes, BitSet vlans, List<Long> unicast, List<Long> multicast, long mac, int queuePairs) {
        this.rxModes = rxModes;
        this.vlans = vlans;
        this.unicast = unicast;
        this.multicast = multicast;
        this.mac = mac;
        this.queuePairs = queuePairs;
    }

    ControlState copy() {
        return new ControlState((BitSet) rxModes.clone(), (BitSet) vlans.clone(), unicast, multicast, mac, queuePairs);
    }

    int macFilters() {
        return unicast.size() + multicast.size();
    }

    /**
     * Applies a command.
     *
     * @param mostQueuePairs what the device has
     * @return false if the device does not support it, and nothing has changed
     */
    boolean apply(ControlCommand command, int mostQueuePairs) {
        if (command instanceof SetRxMode mode) {
            rxModes.set(mode.mode(), mode.on());
        } else if (command instanceof SetMacTable table) {
            unicast = table.unicast();
            multicast = table.multicast();
        } else if (command instanceof SetMac address) {
            mac = address.mac();
        } else if (command instanceof SetVlan vlan) {
            vlans.set(vlan.id(), vlan.accepted());
        } else if (command instanceof SetQueuePairs pairs) {
            if (pairs.pairs() > mostQueuePairs) {
                return false;
            }
            queuePairs = pairs.pairs();
        } else {
            throw new AssertionError(command);
        }
        return true;
    }
}
