package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The data files that QEMU holds: opened with a session, closed by its cleanup, and not used after that. */
final class FileRules {
    private final Timeline timeline;
    private final Judge judge;
    /** Where each device's file was closed last. */
    private final Map<String, LogStep> closed = new HashMap<>();

    /** Where a session of each device began that no cleanup has come to yet. */
    private final Map<String, LogStep> held = new HashMap<>();

    /** Where the data of each device were read to their end. */
    private final Map<String, LogStep> ended = new HashMap<>();

    /** Where each device was told last that the migration is completed, since a session of it began. */
    private final Map<String, LogStep> completed = new HashMap<>();

    private FileRules(Timeline timeline, Judge judge) {
        this.timeline = timeline;
        this.judge = judge;
    }

    static void judge(Timeline timeline, Judge judge) {
        FileRules rules = new FileRules(timeline, judge);
        timeline.steps().forEach(rules::take);
        rules.completed.values().forEach(rules::notClosed);
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
            Optional.ofNullable(completed.remove(device)).ifPresent(this::notClosed);
            closed.remove(device);
            ended.remove(device);
            held.put(device, step);
        }
        switch (step.kind()) {
            case SAVE_CLEANUP, LOAD_CLEANUP -> {
                if (held.remove(device) != null) {
                    judge.holds(LogRule.VMM_012);
                }
                closed.put(device, step);
            }
            case NOTIFIER -> {
                if (step.event().field("state").equals("completed")) {
                    completed.put(device, step);
                }
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
        if (step.is(EventKind.SAVE_BLOCK) && ended.containsKey(device)) {
            judge.breaks(
                    LogRule.AGREES,
                    step.line(),
                    device,
                    "data are read, and line " + ended.get(device).line() + " says that they were read to their end",
                    "no more data before the next session");
        } else if (SaveAttempt.isComplete(step)) {
            ended.put(device, step);
        }
    }

    /** The file of a migration that has completed is still held. */
    private void notClosed(LogStep step) {
        LogStep begin = held.get(step.device());
        if (begin == null || !timeline.traces(EventKind.SAVE_CLEANUP)) {
            return;
        }
        judge.breaks(
                LogRule.VMM_012,
                step.line(),
                step.device(),
                "the migration is completed, and the data file of line " + begin.line() + " is not closed",
                "vfio_save_cleanup first");
    }
}
