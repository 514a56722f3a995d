package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.SaveAttempt.Outcome;
import java.util.List;
import java.util.Optional;

/** The devices of the source when an attempt begins with a paused VM, and when one has completed. */
final class EndRules {
    private final Timeline timeline;
    private final Judge judge;
    private final SaveAttempt attempt;

    private EndRules(Timeline timeline, Judge judge, SaveAttempt attempt) {
        this.timeline = timeline;
        this.judge = judge;
        this.attempt = attempt;
    }

    static void judge(Timeline timeline, Judge judge, SaveAttempt attempt) {
        EndRules rules = new EndRules(timeline, judge, attempt);
        if (attempt.runs().pausedBefore(attempt.from()) && !attempt.isSnapshot()) {
            rules.paused();
        }
        if (attempt.outcome() == Outcome.COMPLETED) {
            rules.readToTheEnd();
        }
        if (attempt.outcome() == Outcome.COMPLETED && attempt.ended()) {
            attempt.devices().forEach(rules::stopped);
        }
    }

    /** A paused VM has its devices in STOP when it begins to be saved, and is not started. */
    private void paused() {
        List<LogStep> first = attempt.devices().stream()
                .flatMap(device -> attempt.steps().stream()
                        .filter(step -> step.device().equals(device))
                        .limit(1))
                .toList();
        if (first.stream()
                .anyMatch(step ->
                        step.before().filter(MigrationState::inSavingGroup).isPresent())) {
            // The log begins within the attempt.
            return;
        }
        for (LogStep begin : first) {
            begin.before()
                    .ifPresent(before -> judge.judge(
                            LogRule.VMM_025,
                            before == MigrationState.STOP,
                            begin,
                            "begins to be saved in " + before + ", although the VM is paused",
                            "STOP"));
        }
        Optional<LogStep> restart = attempt.restart();
        if (attempt.outcome() != Outcome.OPEN && restart.isPresent()) {
            judge.breaks(
                    LogRule.VMM_025,
                    restart.get().line(),
                    "",
                    "the VM, which was paused before the migration, is started by its end",
                    "a VM that stays paused");
        }
    }

    /** Nothing completes before the data of each device that was there at the switchover were read to their end. */
    private void readToTheEnd() {
        Optional<LogStep> first =
                attempt.steps().stream().filter(SaveAttempt::isComplete).findFirst();
        if (first.isEmpty()) {
            judge.cannotSee(LogRule.VMM_007, "no end of the data of a device is traced");
            if (attempt.tracesHandlers()) {
                judge.isOpen("the migration completes, and the log does not tell that a device was read to its end");
            }
            return;
        }
        LogStep end =
                attempt.saysDone().orElse(attempt.steps().get(attempt.steps().size() - 1));
        for (Timeline.Device device : timeline.migrating()) {
            boolean known = device.first() < first.get().line() && device.isThere(end.line());
            boolean here = device.last() >= attempt.firstLine() || timeline.tracesAll();
            if (known && here) {
                judge.judge(
                        LogRule.VMM_007,
                        attempt.isRead(device.name()),
                        end,
                        "the migration completes, and the data of " + device.name() + " were not read to their end",
                        "vfio_save_complete_precopy of each device with ret 0 first");
            }
        }
    }

    private void stopped(String device) {
        Optional<LogStep> last = attempt.steps().stream()
                .filter(step -> step.device().equals(device) && step.after().isPresent())
                .reduce((one, next) -> next);
        last.ifPresent(step -> judge.judge(
                LogRule.VMM_026,
                step.isAfter(MigrationState.STOP),
                step,
                "is left in " + step.after().orElseThrow() + " after a migration that has completed",
                "STOP"));
    }
}
