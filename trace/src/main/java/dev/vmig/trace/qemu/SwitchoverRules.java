package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.SaveAttempt.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to have happened before a switchover, and in it: the initial bytes, each device's turn, the dirty pages. */
final class SwitchoverRules {
    private static final List<MigrationState> SAVING_WHILE_RUNNING =
            List.of(MigrationState.PRE_COPY, MigrationState.PRE_COPY_P2P);

    private final Timeline timeline;
    private final Judge judge;
    private final SaveAttempt attempt;

    private SwitchoverRules(Timeline timeline, Judge judge, SaveAttempt attempt) {
        this.timeline = timeline;
        this.judge = judge;
        this.attempt = attempt;
    }

    static void judge(Timeline timeline, Judge judge, SaveAttempt attempt) {
        SwitchoverRules rules = new SwitchoverRules(timeline, judge, attempt);
        rules.initialBytes();
        rules.turns();
        rules.dirtyPages();
        rules.endOfStream();
    }

    /** What is unread of the initial bytes of each device, as QEMU reckons, and whether its ack is on. */
    private void initialBytes() {
        Map<String, Long> unread = new HashMap<>();
        Set<String> acked = new HashSet<>();
        Set<String> late = new HashSet<>();
        for (LogStep step : attempt.steps()) {
            String device = step.device();
            QemuEvent event = step.event();
            boolean told = event.has("precopy_init_size");
            if (step.is(EventKind.ACK)
                    || (event.has("request_switchover_ack") && event.number("request_switchover_ack") != 0)) {
                acked.add(device);
            }
            if (step.is(EventKind.PRECOPY_INFO) && event.number("ret") == 0) {
                unread.put(device, event.number("init_size"));
            } else if (step.is(EventKind.SAVE_BLOCK)) {
                unread.computeIfPresent(device, (any, left) -> Math.max(0, left - event.number("data_size")));
            } else if (step.is(EventKind.SAVE_EMPTY)) {
                unread.computeIfPresent(device, (any, left) -> 0L);
            } else if (told && !step.isBefore(MigrationState.STOP_COPY)) {
                unread.put(device, event.number("precopy_init_size"));
            }
            if (isSwitchover(step) && unread.containsKey(device)) {
                switchover(step, unread.get(device), acked.contains(device), late.contains(device));
            }
            if (step.is(EventKind.PRECOPY_INFO)) {
                late.remove(device);
                if (event.number("reinit") != 0) {
                    late.add(device);
                }
            } else if (!step.is(EventKind.ACK) && !step.is(EventKind.REQUEST)) {
                late.remove(device);
            }
        }
        if (unread.isEmpty()) {
            judge.cannotSee(LogRule.VMM_027, "no answer to a query of the counters is traced");
        }
        if (acked.isEmpty()) {
            judge.cannotSee(LogRule.ACK, "the log does not show that switchover-ack is on (QEMU before 11 never does)");
        }
    }

    /**
     * Judges the unread bytes at a switchover.
     *
     * @param late whether they came with REINIT after QEMU had decided: QEMU looks once more when the guest has stopped,
     *     and then gives up the migration
     */
    private void switchover(LogStep step, long left, boolean acked, boolean late) {
        if (late && attempt.outcome() != Outcome.COMPLETED) {
            return;
        }
        judge.judge(
                LogRule.VMM_027,
                left == 0,
                step,
                "the switchover begins with " + left + " initial bytes unread",
                "a switchover when they have been read");
        if (acked) {
            judge.judge(
                    LogRule.ACK,
                    left == 0,
                    step,
                    "the switchover begins with " + left + " initial bytes unread, and the switchover-ack is on",
                    "a switchover when they have been read and acknowledged");
        }
    }

    /** A device leaves PRE_COPY, and it is not the user who pauses the VM. */
    private boolean isSwitchover(LogStep step) {
        boolean leaves = step.how() == LogStep.How.ASKED
                && step.isBefore(MigrationState.PRE_COPY)
                && step.after()
                        .filter(it -> it == MigrationState.PRE_COPY_P2P || it == MigrationState.STOP_COPY)
                        .isPresent();
        if (!leaves) {
            return false;
        }
        Optional<LogStep> told = attempt.steps().stream()
                .filter(it -> it.line() > step.line()
                        && it.device().equals(step.device())
                        && it.vmRuns().isPresent())
                .findFirst();
        boolean completes = attempt.of(EventKind.COMPLETE_START).findAny().isPresent()
                || attempt.of(EventKind.SAVE_COMPLETE).findAny().isPresent()
                || attempt.of(EventKind.THREAD_END).findAny().isPresent();
        return told.map(it -> it.event().field("reason").equals(VmRuns.SWITCHOVER))
                .orElse(completes);
    }

    /** Each device that is saved while it runs has its turn, if others have theirs. */
    private void turns() {
        List<String> inPreCopy = attempt.devices().stream()
                .filter(device -> attempt.steps().stream()
                        .anyMatch(step -> step.device().equals(device) && step.reaches(MigrationState.PRE_COPY)))
                .toList();
        boolean switchedOver = attempt.steps().stream().anyMatch(this::isSwitchover);
        List<String> served = inPreCopy.stream().filter(this::isIterated).toList();
        if (inPreCopy.size() < 2 || !switchedOver || served.isEmpty()) {
            return;
        }
        for (String device : inPreCopy) {
            if (served.contains(device)) {
                judge.holds(LogRule.STARVED);
            } else {
                judge.breaks(
                        LogRule.STARVED,
                        attempt.firstLine(),
                        device,
                        "is never iterated in PRE_COPY, while " + String.join(", ", served) + " is",
                        "vfio_save_iterate of each device");
            }
        }
    }

    private boolean isIterated(String device) {
        return attempt.steps().stream()
                .filter(step -> step.device().equals(device))
                .filter(step -> step.is(EventKind.SAVE_ITERATE)
                        || step.is(EventKind.SAVE_BLOCK)
                        || step.is(EventKind.SAVE_EMPTY))
                .anyMatch(step ->
                        step.before().filter(SAVING_WHILE_RUNNING::contains).isPresent());
    }

    /** The dirty pages are read once more when no device may write any longer. */
    private void dirtyPages() {
        if (!timeline.traces(EventKind.DIRTY_QUERY)) {
            judge.cannotSee(LogRule.VMM_021, "no query of the dirty pages is traced");
            return;
        }
        if (attempt.outcome() != Outcome.COMPLETED) {
            return;
        }
        Optional<LogStep> failed = attempt.of(EventKind.DIRTY_FAILED).findFirst();
        if (failed.isPresent()) {
            judge.breaks(
                    LogRule.VMM_021,
                    failed.get().line(),
                    failed.get().device(),
                    "the dirty pages could not be read, and the migration completes",
                    "an end of the migration");
            return;
        }
        List<LogStep> queries = attempt.of(EventKind.DIRTY_QUERY).toList();
        int stopped = attempt.steps().stream()
                .filter(step -> step.reaches(MigrationState.STOP) || step.reaches(MigrationState.STOP_COPY))
                .filter(step -> step.before()
                        .filter(it -> it != MigrationState.STOP_COPY && it != MigrationState.STOP)
                        .isPresent())
                .mapToInt(LogStep::line)
                .max()
                .orElse(attempt.firstLine());
        if (!queries.isEmpty()) {
            LogStep last = queries.get(queries.size() - 1);
            judge.judge(
                    LogRule.VMM_021,
                    last.line() > stopped,
                    last,
                    "the last query of the dirty pages comes before the last device stops in line " + stopped,
                    "a query after it");
        }
    }

    /** A read that finds nothing in STOP_COPY has not come to the end of the stream. */
    private void endOfStream() {
        if (!timeline.traces(EventKind.COMPLETE_START)) {
            judge.cannotSee(LogRule.VMM_019, "QEMU before 10 does not print ENOMSG");
            return;
        }
        for (String device : attempt.devices()) {
            attempt.of(device, EventKind.SAVE_COMPLETE)
                    .filter(SaveAttempt::isComplete)
                    .findFirst()
                    .ifPresent(end -> judge.judge(
                            LogRule.VMM_019,
                            attempt.of(device, EventKind.SAVE_EMPTY)
                                    .noneMatch(step -> step.isBefore(MigrationState.STOP_COPY)),
                            end,
                            "a read in STOP_COPY found no message, and is taken for the end of the data (U-17)",
                            "a read of 0 bytes"));
        }
    }
}
