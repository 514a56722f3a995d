package dev.vmig.device;

import java.util.List;

/** Which frames of the network a VF takes (Virtio 1.4, 5.1.9.5.1 to 5.1.9.5.3). */
final class ReceiveFilter {
    private static final int PROMISC = 0;
    private static final int ALLMULTI = 1;
    private static final int ALLUNI = 2;
    private static final int NOMULTI = 3;
    private static final int NOUNI = 4;
    private static final int NOBCAST = 5;

    private ReceiveFilter() {}

    static boolean accepts(NetState state, byte[] frame) {
        ControlState control = state.control;
        return acceptsVlan(state, EthernetFrame.vlan(frame))
                && (control.rxModes.get(PROMISC) || acceptsAddress(control, EthernetFrame.destination(frame)));
    }

    /** Without the feature every tag is welcome. */
    private static boolean acceptsVlan(NetState state, int vlan) {
        return vlan == EthernetFrame.UNTAGGED
                || !state.hasFeature(NetShape.F_CTRL_VLAN)
                || state.control.vlans.get(vlan);
    }

    private static boolean acceptsAddress(ControlState control, long address) {
        if (address == EthernetFrame.BROADCAST) {
            return !control.rxModes.get(NOBCAST);
        }
        boolean multicast = (address & 1) != 0;
        boolean all = control.rxModes.get(multicast ? ALLMULTI : ALLUNI);
        boolean none = control.rxModes.get(multicast ? NOMULTI : NOUNI);
        List<Long> table = multicast ? control.multicast : control.unicast;
        return !none && (all || address == control.mac || table.contains(address));
    }
}
