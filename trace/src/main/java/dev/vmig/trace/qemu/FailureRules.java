package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.LogStep.How;
import dev.vmig.trace.qemu.SaveAttempt.Outcome;
import dev.vmig.trace.qemu.VmRuns.Run;
import java.util.List;
import java.util.Optional;

/** What a failure does to an attempt, and what becomes of the VM afterwards. */
final class FailureRules {
    private final Timeline timeline;
    private final Judge judge;
    private final SaveAttempt attempt;

    private FailureRules(Timeline timeline, Judge judge, SaveAttempt attempt) {
        this.timeline = timeline;
        this.judge = judge;
        this.attempt = attempt;
    }

    static void judge(Timeline timeline, Judge judge, SaveAttempt attempt) {
        FailureRules rules = new FailureRules(timeline, judge, attempt);
        attempt.failedRequest().ifPresent(failure -> rules.ends(LogRule.VMM_023, failure, words(failure)));
        attempt.failedResult()
                .ifPresent(failure ->
                        rules.ends(LogRule.RESULTS, failure, failure.event().text()));
        attempt.reset().ifPresent(rules::resetEndsSession);
        rules.outcome();
    }

    private static String words(LogStep failure) {
        return failure.how() == How.OUT_OF_SYNC
                ? "the data file of an older session is out of sync"
                : "the request for " + failure.asked().map(Enum::name).orElse("a state") + " failed";
    }

    /** After a failure nothing completes; what QEMU still does until it notices is one block. */
    private void ends(LogRule rule, LogStep failure, String what) {
        Optional<LogStep> goesOn = attempt.steps().stream()
                .filter(step -> step.line() > failure.line())
                .filter(step -> SaveAttempt.isComplete(step) || step.is(EventKind.CONFIG_SAVED) || isDone(step))
                .findFirst();
        List<LogStep> blocks = attempt.of(EventKind.SAVE_BLOCK)
                .filter(step -> step.line() > failure.line())
                .toList();
        Optional<LogStep> wrong = goesOn.or(() -> blocks.stream().skip(1).findFirst());
        if (wrong.isPresent()) {
            judge.breaks(
                    rule,
                    wrong.get().line(),
                    failure.device(),
                    "the migration goes on, although " + what + " in line " + failure.line(),
                    "an end of the migration, and the VM as it was before");
        } else if (attempt.outcome() == Outcome.FAILED) {
            judge.holds(rule);
        }
    }

    private boolean isDone(LogStep step) {
        return attempt.saysDone().filter(step::equals).isPresent();
    }

    /** The session of a device that the guest has reset is over; what comes of its old file is not the device's. */
    private void resetEndsSession(LogStep reset) {
        List<LogStep> later = attempt.steps().stream()
                .filter(step -> step.line() > reset.line() && step.device().equals(reset.device()))
                .toList();
        Optional<LogStep> asks = later.stream()
                .filter(step -> step.is(EventKind.REQUEST) || step.is(EventKind.REACHED))
                .findFirst()
                .filter(step ->
                        step.asked().filter(it -> it != MigrationState.RUNNING).isPresent());
        Optional<LogStep> uses = later.stream()
                .filter(step ->
                        step.is(EventKind.SAVE_BLOCK) || step.is(EventKind.SAVE_EMPTY) || SaveAttempt.isComplete(step))
                .findFirst();
        String ended = "the reset in line " + reset.line() + " has ended the session that began in PRE_COPY";
        if (uses.isPresent()) {
            judge.breaks(
                    LogRule.VMM_004,
                    asks.or(() -> uses).orElseThrow().line(),
                    reset.device(),
                    ended + ", and the migration goes on with it",
                    "RUNNING, or an end of the migration");
        } else if (asks.isPresent()) {
            judge.breaks(
                    LogRule.GUEST_RESET,
                    asks.get().line(),
                    reset.device(),
                    ended + "; QEMU asks for " + asks.get().asked().orElseThrow() + " without noticing",
                    "RUNNING, or an end of the migration");
        } else {
            judge.holds(LogRule.VMM_004);
        }
    }

    private void outcome() {
        Outcome outcome = attempt.outcome();
        boolean failed = attempt.hasFailure();
        if (outcome == Outcome.COMPLETED) {
            if (!failed) {
                judge.holds(LogRule.VMM_010);
            }
            if (!attempt.ended()
                    && attempt.tracesHandlers()
                    && attempt.saysDone().isEmpty()) {
                judge.isOpen("the log ends before QEMU has closed the data files");
            }
        } else if (outcome == Outcome.FAILED) {
            if (!failed && attempt.reset().isEmpty()) {
                judge.cannotSee(
                        LogRule.VMM_010, "the log does not tell why the migration ended (a cancel is not traced)");
            }
            returns(failed ? LogRule.VMM_005 : LogRule.VMM_011);
        } else if (attempt.ended() && failed) {
            judge.isOpen("the migration failed, and the log ends before the VM goes on");
        }
        if (outcome == Outcome.OPEN && !attempt.ended()) {
            judge.isOpen("the log ends within a migration");
        } else if (outcome == Outcome.OPEN && attempt.isCleanedUp()) {
            judge.isOpen("the log does not tell what became of the migration that ends in line " + attempt.lastLine());
        }
    }

    /** The VM is what it was before the switchover, and its devices run if it does. */
    private void returns(LogRule rule) {
        List<LogStep> steps = attempt.steps();
        Run before = expected();
        Run after = attempt.runs().at(attempt.end());
        LogStep last = steps.get(steps.size() - 1);
        boolean unseen = before.isStopped() && before.reason().isEmpty();
        if (before.running().isEmpty() || unseen) {
            devicesRun(rule, last);
            return;
        }
        if (before.isStopped()) {
            boolean stays = after.isStopped();
            judge.judge(
                    rule,
                    stays,
                    last,
                    "the VM was paused before the migration, and runs after it has failed",
                    "a VM that stays paused");
        } else if (after.isRunning()) {
            devicesRun(rule, last);
        } else if (attempt.startsAfterwards()) {
            // Whether its devices do is judged at the start.
            judge.holds(rule);
        } else {
            staysStopped(rule, last);
        }
    }

    /**
     * QEMU starts the VM before it cleans up the devices. From 10.2 on it leaves the VM stopped if it cannot take its
     * disks back; 11 does not notify the devices of the failure then.
     */
    private void staysStopped(LogRule rule, LogStep last) {
        Optional<LogStep> disks = attempt.of(EventKind.DISKS_LOST).findFirst();
        boolean cleanedUp = attempt.isCleanedUp();
        boolean notified = attempt.of(EventKind.NOTIFIER).findAny().isPresent();
        if (disks.isPresent()) {
            judge.cannotSee(
                    rule,
                    "QEMU cannot take its disks back in line " + disks.get().line() + ", and leaves the VM stopped");
        } else if (!cleanedUp || !notified || attempt.saysFailed().isEmpty()) {
            judge.isOpen("the migration failed, and the log ends before the VM goes on");
        } else if (timeline.mayLeaveStopped()) {
            judge.isOpen(
                    "the migration failed, and the log does not tell why the VM stays stopped (QEMU 10.2 leaves it so"
                            + " if it cannot take its disks back)");
        } else {
            judge.breaks(
                    rule,
                    last.line(),
                    "",
                    "the migration failed, and the VM, which ran before, was not started again",
                    "vfio_vmstate_change with running 1 before the devices are cleaned up");
        }
    }

    /** What QEMU goes back to: what the VM was when the switchover stopped it, or all the while if none did. */
    private Run expected() {
        List<LogStep> steps = attempt.steps();
        int failure = attempt.failedRequest()
                .or(attempt::failedResult)
                .map(LogStep::line)
                .orElse(Integer.MAX_VALUE);
        Run now = attempt.runs().before(attempt.from());
        if (now.isStopped() && now.reason().equals(VmRuns.SWITCHOVER)) {
            // The log begins within the switchover. QEMU prints no stop of a VM that is paused already.
            return new Run(Optional.of(true), "");
        }
        for (int i = 0; i < steps.size() && steps.get(i).line() <= failure; i++) {
            LogStep step = steps.get(i);
            if (step.vmRuns().isPresent() && step.event().field("reason").equals(VmRuns.SWITCHOVER)) {
                return now;
            }
            now = attempt.runs().at(attempt.from() + i + 1);
        }
        return now;
    }

    private void devicesRun(LogRule rule, LogStep last) {
        List<String> stopped = attempt.devices().stream()
                .filter(device -> attempt.stateAtEnd(device)
                        .filter(it -> it != MigrationState.RUNNING)
                        .isPresent())
                .toList();
        if (stopped.isEmpty()) {
            judge.holds(rule);
        } else if (timeline.steps().get(timeline.steps().size() - 1).equals(last) || !attempt.ended()) {
            judge.isOpen("the migration failed, and the log ends before " + String.join(", ", stopped) + " runs again");
        } else {
            judge.breaks(
                    rule,
                    last.line(),
                    stopped.get(0),
                    "the migration failed, and the device is left in "
                            + attempt.stateAtEnd(stopped.get(0)).orElseThrow(),
                    "RUNNING");
        }
    }
}
