package dev.vmig.device;

import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;

/** Carries out what the guest asks for on the control queue. */
final class ControlUnit {
    private ControlUnit() {}

    /** False if the device does not do what is asked for; nothing has changed then. */
    static boolean carryOut(ControlCommand command, NetState state) {
        ControlState control = state.control;
        if (command instanceof SetRxMode mode) {
            control.rxModes.set(mode.mode(), mode.on());
        } else if (command instanceof SetMacTable table) {
            control.unicast = table.unicast();
            control.multicast = table.multicast();
        } else if (command instanceof SetMac address) {
            control.mac = address.mac();
            state.configurationChanged();
        } else if (command instanceof SetVlan vlan) {
            control.vlans.set(vlan.id(), vlan.accepted());
        } else if (command instanceof SetQueuePairs pairs) {
            if (pairs.pairs() > state.shape().queuePairs()) {
                return false;
            }
            control.queuePairs = pairs.pairs();
        } else {
            throw new AssertionError(command);
        }
        return true;
    }
}
