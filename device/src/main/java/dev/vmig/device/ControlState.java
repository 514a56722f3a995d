package dev.vmig.device;

import java.util.BitSet;
import java.util.List;

/** What the guest set with commands on the control queue (Virtio 1.4, 5.1.6.5). MACs are little-endian numbers. */
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
}
