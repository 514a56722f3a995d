package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.SaveAttempt.Outcome;
import java.util.Optional;

/** The devices of the source when an attempt begins with a paused VM, and when one has completed. */
final class EndRules {
    private final Judge judge;
    private final SaveAttempt attempt;

    private EndRules(Judge judge, SaveAttempt attempt) {
        this.judge = judge;
        this.attempt = attempt;
    }

    static void judge(Judge judge, SaveAttempt attempt) {
        EndRules rules = new EndRules(judge, attempt);
        if (attempt.runs().pausedBefore(attempt.from()) && !attempt.isSnapshot()) {
            rules.paused();
        }
        if (attempt.outcome() == Outcome.COMPLETED && attempt.ended()) {
            attempt.devices().forEach(rules::stopped);
        }
    }

    /** A paused VM has its devices in STOP when it begins to be saved, and is not started. */
    private void paused() {
        for (String device : attempt.devices()) {
            attempt.steps().stream()
                    .filter(step ->
                            step.device().equals(device) && step.before().isPresent())
                    .findFirst()
                    .ifPresent(step -> judge.judge(
                            LogRule.VMM_025,
                            step.isBefore(MigrationState.STOP),
                            step,
                            "begins to be saved in " + step.before().orElseThrow() + ", although the VM is paused",
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
