package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The data files that QEMU holds: opened with a session, closed by its cleanup, and not used after that. */
final class FileRules {
    private final Timeline timeline;
    private final List<SaveAttempt> attempts;
    private final Judge judge;
    /** Where each device's file was closed last. */
    private final Map<String, LogStep> closed = new HashMap<>();

    /** Where a session of each device began that no cleanup has come to yet. */
    private final Map<String, LogStep> held = new HashMap<>();

    /** Where the data of each device were read to their end. */
    private final Map<String, LogStep> ended = new HashMap<>();

    /** Where each device was told last that the migration is completed, since a session of it began. */
    private final Map<String, LogStep> completed = new HashMap<>();

    /** Where the session ended whose file is still held of each device. */
    private final Map<String, LogStep> dead = new HashMap<>();

    /** Devices that have begun another session since, while the file of the old one is held. */
    private final Set<String> again = new HashSet<>();

    private FileRules(Timeline timeline, List<SaveAttempt> attempts, Judge judge) {
        this.timeline = timeline;
        this.attempts = attempts;
        this.judge = judge;
    }

    static void judge(Timeline timeline, List<SaveAttempt> attempts, Judge judge) {
        FileRules rules = new FileRules(timeline, attempts, judge);
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
        session(step, device);
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

    /** QEMU holds one file: that of a session which has ended, until it cleans up. */
    private void session(LogStep step, String device) {
        LogStep end = dead.get(device);
        boolean saved = step.before().filter(MigrationState::inSavingGroup).isPresent();
        boolean saves = step.after().filter(MigrationState::inSavingGroup).isPresent();
        if (step.is(EventKind.SAVE_CLEANUP) || step.is(EventKind.SAVE_SETUP) || step.is(EventKind.INIT)) {
            dead.remove(device);
            again.remove(device);
        } else if (saved && !saves && timeline.traces(EventKind.SAVE_CLEANUP)) {
            dead.put(device, step);
        } else if (saves && !saved && end != null) {
            again.add(device);
        } else if (end != null && step.is(EventKind.SAVE_BLOCK) && again.contains(device) && completes(step)) {
            judge.breaks(
                    LogRule.VMM_003,
                    step.line(),
                    device,
                    "data are read, and QEMU still holds the file of the session that ended in line " + end.line(),
                    "vfio_save_cleanup before the next session");
        }
    }

    /** One block is read before QEMU notices; {@link FailureRules} looks at what fails. */
    private boolean completes(LogStep step) {
        return attempts.stream()
                .filter(attempt -> attempt.firstLine() <= step.line() && step.line() <= attempt.lastLine())
                .anyMatch(attempt -> attempt.outcome() == SaveAttempt.Outcome.COMPLETED);
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
