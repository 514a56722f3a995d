package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.Waiver;
import java.util.List;

/** What libvfio-user does, and servers that build on it cannot change: each is a named departure, and no failure by itself. */
public final class Habits {
    private static final String UNCHECKED =
            "U-18: servers of libvfio-user leave RESUMING whatever was written, unless the device checks it";
    private static final String SUCCESS = "success";

    /** Those that show as the violation of a rule. */
    public static final List<Waiver> OF_RULES = List.of(
            new Waiver("VMIG-RST-001", "U-3: DEVICE_RESET of libvfio-user keeps the migration state"),
            new Waiver("VMIG-ERR-002", UNCHECKED, SUCCESS),
            new Waiver("VMIG-ERR-003", UNCHECKED, SUCCESS),
            new Waiver("VMIG-ERR-004", UNCHECKED, SUCCESS));

    private Habits() {}

    /** Replies to MIG_DATA_READ were longer than their data. */
    static Habit padding(long count) {
        return new Habit(
                "U-19",
                "replies to MIG_DATA_READ are padded to the size that was asked for, their size field is right",
                count);
    }
}
