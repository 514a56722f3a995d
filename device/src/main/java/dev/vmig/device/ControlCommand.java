package dev.vmig.device;

import java.util.List;
import org.apache.commons.lang3.Validate;

/**
 * A command that the guest puts on the control queue (Virtio 1.4, 5.1.6.5). It changes state that a device part carries,
 * once the device serves it. MAC addresses are their 6 bytes as a little-endian number.
 */
public sealed interface ControlCommand {
    /**
     * Class 0: switches one receive mode.
     *
     * @param mode the command number, 0 (promiscuous) to 5 (no broadcast)
     */
    record SetRxMode(int mode, boolean on) implements ControlCommand {
        /** Checks the mode. */
        public SetRxMode {
            Validate.isTrue(mode >= 0 && mode < ControlState.RX_MODES, "mode: %d (expected: 0 to 5)", mode);
        }
    }

    /** MAC_TABLE_SET: replaces the filter table, 64 entries at most. */
    record SetMacTable(List<Long> unicast, List<Long> multicast) implements ControlCommand {
        /** Checks the number of entries and their width. */
        public SetMacTable {
            unicast = List.copyOf(unicast);
            multicast = List.copyOf(multicast);
            int entries = unicast.size() + multicast.size();
            Validate.isTrue(
                    entries <= NetShape.MAX_MAC_FILTERS,
                    "entries: %d (expected: at most %d)",
                    entries,
                    NetShape.MAX_MAC_FILTERS);
            unicast.forEach(ControlCommand::requireMac);
            multicast.forEach(ControlCommand::requireMac);
        }
    }

    /** MAC_ADDR_SET: the address is in the configuration space too, whose generation changes. */
    record SetMac(long mac) implements ControlCommand {
        /** Checks that the address has 48 bits. */
        public SetMac {
            requireMac(mac);
        }
    }

    /** VLAN_ADD or VLAN_DEL. */
    record SetVlan(int id, boolean accepted) implements ControlCommand {
        /** Checks that the id has 12 bits. */
        public SetVlan {
            Validate.isTrue(id >= 0 && id < NetShape.VLANS, "id: %d (expected: 0 to 4095)", id);
        }
    }

    /** MQ_VQ_PAIRS_SET; a VF answers more pairs than it has with an error, and nothing changes. */
    record SetQueuePairs(int pairs) implements ControlCommand {
        /** Checks that there is a pair. */
        public SetQueuePairs {
            Validate.isTrue(pairs >= 1, "pairs: %d (expected: 1 or more)", pairs);
        }
    }

    private static void requireMac(long mac) {
        Validate.isTrue(mac >>> 48 == 0, "mac: 0x%x (expected: 48 bits)", mac);
    }
}
