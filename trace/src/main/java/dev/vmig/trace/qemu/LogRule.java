package dev.vmig.trace.qemu;

/**
 * The rules that logs of QEMU are judged by.
 *
 * <p>Those of a VMM have their ids and their texts in the catalogue of rules, {@code VMIG-VMM-…}; so has that of the
 * counters, {@code VMIG-CNT-…}. {@code VMIG-LOG-…} are of logs alone. {@code U-…} are known departures of QEMU.
 */
public enum LogRule {
    VMM_001("VMIG-VMM-001", Level.MUST, "a VMM that knows the state requests only what is allowed from it"),
    VMM_002("VMIG-VMM-002", Level.MUST, "after a failed request the VMM reads the state before it relies on a state"),
    VMM_003("VMIG-VMM-003", Level.MUST, "a data file whose session has ended is neither read nor written"),
    VMM_004("VMIG-VMM-004", Level.MUST, "after a guest's reset the VMM reads the state before it requests another"),
    VMM_005("VMIG-VMM-005", Level.MUST, "after a failure of the source's device, device and guest run again"),
    VMM_006("VMIG-VMM-006", Level.SHOULD, "the source's device is reset only if it refuses to go to RUNNING"),
    VMM_007("VMIG-VMM-007", Level.MUST, "the destination runs only if the source was read to its end in STOP_COPY"),
    VMM_008("VMIG-VMM-008", Level.MUST, "source and destination never run at the same time"),
    VMM_009("VMIG-VMM-009", Level.MUST, "what was read is written, all of it and in order, before the device runs"),
    VMM_010("VMIG-VMM-010", Level.MUST, "a migration in which nothing fails completes"),
    VMM_011("VMIG-VMM-011", Level.MUST, "if the link or the destination is lost, the source runs again"),
    VMM_012("VMIG-VMM-012", Level.SHOULD, "each data file is closed"),
    VMM_013("VMIG-VMM-013", Level.MUST, "an abandoned destination is left in RUNNING"),
    VMM_014("VMIG-VMM-014", Level.MUST, "the guest is paused before its device stops"),
    VMM_015("VMIG-VMM-015", Level.MUST, "the guest continues at the destination only when its device is in RUNNING"),
    VMM_016("VMIG-VMM-016", Level.MUST, "no device stops before every device has left RUNNING and PRE_COPY"),
    VMM_017("VMIG-VMM-017", Level.MUST, "no device runs before every device has left STOP and RESUMING"),
    VMM_018("VMIG-VMM-018", Level.MUST, "the guest continues at the source only when each device is in RUNNING"),
    VMM_019("VMIG-VMM-019", Level.MUST, "ENOMSG in STOP_COPY is not taken for the end of the stream"),
    VMM_020("VMIG-VMM-020", Level.MUST, "after a reset of the destination's device the guest does not continue there"),
    VMM_021("VMIG-VMM-021", Level.MUST, "the last dirty pages are read after the last device has stopped"),
    VMM_022("VMIG-VMM-022", Level.MUST, "the configuration is loaded after the data and before RESUMING is left"),
    VMM_023("VMIG-VMM-023", Level.MUST, "a request of the switchover that fails aborts the migration"),
    VMM_024("VMIG-VMM-024", Level.SHOULD, "after a failure no device of the source runs before all have left STOP"),
    VMM_025("VMIG-VMM-025", Level.MUST, "a paused VM is migrated with its devices in STOP and stays paused"),
    VMM_026("VMIG-VMM-026", Level.SHOULD, "after a completed migration the source's devices are in STOP"),
    VMM_027("VMIG-VMM-027", Level.SHOULD, "before the guest is paused the initial bytes of each device have been read"),
    CNT_001("VMIG-CNT-001", Level.MUST, "a read directly after counters above zero is not ENOMSG in PRE_COPY"),
    CNT_003("VMIG-CNT-003", Level.MUST, "initial_bytes grows only when REINIT is reported"),
    WALK("VMIG-LOG-001", Level.MUST, "each device's events are a behaviour of VfioMigration"),
    AGREES("VMIG-LOG-002", Level.MUST, "the events of one step agree"),
    ACK("VMIG-LOG-003", Level.MUST, "no switchover while a device with switchover-ack has unread initial bytes"),
    STARVED("VMIG-LOG-004", Level.SHOULD, "each device is iterated before the switchover (U-13)"),
    RECKONED("VMIG-LOG-005", Level.MUST, "QEMU's estimate is at most the last answer minus the bytes read"),
    COUNTED_ONCE("VMIG-LOG-006", Level.SHOULD, "the remaining size counts the pre-copy part once (U-12)"),
    ESTIMATES("VMIG-LOG-007", Level.SHOULD, "the counters report no more than MIG_DATA_SIZE, and than is read"),
    QUERIED("VMIG-LOG-008", Level.MUST, "pre-copy info succeeds in PRE_COPY"),
    ALL_P2P("VMIG-LOG-009", Level.SHOULD, "of several devices each has P2P, as QEMU requires since 8.2"),
    RESULTS("VMIG-LOG-010", Level.MUST, "a failed save or load aborts the migration"),
    NOTIFIER("U-16", Level.DEPARTURE, "a device of a VM that is paused stays stopped after a failed migration"),
    GUEST_RESET("U-1", Level.DEPARTURE, "QEMU reads the state after a guest's reset before it requests another one");

    /** How binding a rule is. */
    public enum Level {
        /** A log that violates it does not hold. */
        MUST,
        /** A violation is reported, and fails the check only with {@code --strict}. */
        SHOULD,
        /** A known departure of QEMU; reported, and fails the check only with {@code --strict}. */
        DEPARTURE
    }

    private final String id;
    private final Level level;
    private final String text;

    LogRule(String id, Level level, String text) {
        this.id = id;
        this.level = level;
        this.text = text;
    }

    /** As reports name it. */
    public String id() {
        return id;
    }

    /** How much it binds. */
    public Level level() {
        return level;
    }

    /** What it says, in one line. */
    public String text() {
        return text;
    }
}
