package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.Waiver;
import java.util.List;

/**
 * Departures of libvfio-user that servers built on it cannot change. They are reported by name, and are no failures.
 */
public final class LibvfioUserDepartures {
    private static final String UNCHECKED =
            "U-18: servers of libvfio-user leave RESUMING whatever was written, unless the device checks it";
    private static final String SUCCESS = "success";

    /** Departures that violate a rule. */
    public static final List<Waiver> OF_RULES = List.of(
            new Waiver("VMIG-RST-001", "U-3: DEVICE_RESET of libvfio-user keeps the migration state"),
            new Waiver("VMIG-ERR-002", UNCHECKED, SUCCESS),
            new Waiver("VMIG-ERR-003", UNCHECKED, SUCCESS),
            new Waiver("VMIG-ERR-004", UNCHECKED, SUCCESS));

    private LibvfioUserDepartures() {}

    /** The departure of replies to MIG_DATA_READ that are longer than their data. */
    static ServerDeparture padding(long count) {
        return new ServerDeparture(
                "U-19", "replies to MIG_DATA_READ are padded to the requested size; their size field is right", count);
    }
}
