package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.Map;

/** The data files that QEMU holds: opened with a session, closed by its cleanup, and not used after that. */
final class FileRules {
    private final Judge judge;
    /** Where each device's file was closed last. */
    private final Map<String, LogStep> closed = new HashMap<>();

    /** Where a session of each device began that no cleanup has come to yet. */
    private final Map<String, LogStep> held = new HashMap<>();

    private FileRules(Judge judge) {
        this.judge = judge;
    }

    static void judge(Timeline timeline, Judge judge) {
        FileRules rules = new FileRules(judge);
        timeline.steps().forEach(rules::take);
        if (!timeline.traces(EventKind.SAVE_CLEANUP) && !timeline.traces(EventKind.LOAD_CLEANUP)) {
            judge.cannotSee(LogRule.VMM_012, "no vfio_save_cleanup or vfio_load_cleanup is traced");
        }
    }

    private void take(LogStep step) {
        String device = step.device();
        boolean begins = step.reaches(MigrationState.PRE_COPY)
                || (step.reaches(MigrationState.STOP_COPY) && !held.containsKey(device))
                || step.reaches(MigrationState.RESUMING)
                || step.is(EventKind.SAVE_SETUP)
                || step.is(EventKind.INIT);
        if (begins) {
            closed.remove(device);
            held.put(device, step);
        }
        switch (step.kind()) {
            case SAVE_CLEANUP, LOAD_CLEANUP -> {
                if (held.remove(device) != null) {
                    judge.holds(LogRule.VMM_012);
                }
                closed.put(device, step);
            }
            case SAVE_BLOCK,
                    SAVE_EMPTY,
                    SAVE_ITERATE,
                    LOAD_DATA,
                    BUFFER_START,
                    LOAD_BUFFER,
                    SAVE_COMPLETE,
                    THREAD_END -> {
                LogStep end = closed.get(device);
                if (end != null) {
                    judge.breaks(
                            LogRule.VMM_003,
                            step.line(),
                            device,
                            "the data file is used, which QEMU closed in line " + end.line(),
                            "a new session first");
                }
            }
            default -> {}
        }
    }
}
