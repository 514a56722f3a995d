package dev.vmig.conformance.vfiouser;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules about calls that the protocol lacks. */
final class Missing {
    private static final Map<String, String> CALLS = new TreeMap<>();

    static {
        lack("VFIO_MIG_GET_PRECOPY_INFO", "VMIG-SES-003", "VMIG-SES-007");
        for (int number = 1; number <= 12; number++) {
            lack("VFIO_MIG_GET_PRECOPY_INFO", "VMIG-CNT-%03d".formatted(number));
        }
        lack("VFIO_DEVICE_FEATURE_MIG_DATA_SIZE", "VMIG-STR-010");
        lack("a data_fd that is returned", "VMIG-FSM-011");
        lack("a data_fd that is closed", "VMIG-SES-008");
        lack("the close of a device that ends its session", "VMIG-SES-013", "VMIG-FSM-016");
        lack("ENOMSG apart from a size of 0", "VMIG-STR-002");
        lack("a read of 0 bytes", "VMIG-STR-005");
        lack("a partial write", "VMIG-STR-008");
        lack("the condition of the session after a failed write", "VMIG-ERR-005");
        lack("two calls at a time", "VMIG-SES-014");
    }

    private Missing() {}

    private static void lack(String call, String... rules) {
        for (String rule : rules) {
            CALLS.put(rule, "not in this protocol: " + call);
        }
    }

    /** The ids of the rules. */
    static Set<String> rules() {
        return CALLS.keySet();
    }

    /** Why a rule applies to no device behind the protocol; empty if it may apply. */
    static Optional<String> of(String rule) {
        return Optional.ofNullable(CALLS.get(rule));
    }
}
