package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.MigrationState;

/** Judges the end of a migration, when all of it is recorded. */
final class EndJudges {
    private EndJudges() {}

    /** A call of the source's device has failed. */
    static void recoversFromFailure(RecordedMigration migration, RuleChecks checks) {
        sourceRuns(migration, true, "after a failure of the source", checks);
    }

    /** The migration was aborted for another reason: the target, the link, a dirty bitmap or another device. */
    static void runsOnWithoutTarget(RecordedMigration migration, RuleChecks checks) {
        if (!migration.completed()) {
            sourceRuns(migration, false, "after the target was lost", checks);
        }
    }

    private static void sourceRuns(RecordedMigration migration, boolean failed, String why, RuleChecks checks) {
        boolean paused = migration.wasPaused();
        for (MigrationEvent event : migration.events()) {
            paused = event.kind() == Kind.PAUSE || (paused && event.kind() != Kind.GO_ON);
        }
        boolean guestAsBefore = paused == migration.wasPaused();
        for (MigrationEvent end : migration.ends(Side.SOURCE)) {
            if (migration.of(end.device()).any(EndJudges::sourceFailed) == failed) {
                checks.check(
                        migration.completed() || (end.after() == migration.restingState() && guestAsBefore),
                        end,
                        "%s its device is in %s, the guest %s",
                        why,
                        end.after(),
                        paused ? "paused" : "running");
            }
        }
    }

    static void completesUndisturbed(RecordedMigration migration, RuleChecks checks) {
        boolean disturbed =
                migration.any(event -> event.failedForReal() || event.kind().isIncident());
        if (!disturbed) {
            String last = migration.events().stream()
                    .filter(MigrationEvent::failed)
                    .map(event -> ": " + event + " (" + event.number() + ")")
                    .findFirst()
                    .orElse("");
            for (MigrationEvent end : migration.ends(Side.TARGET)) {
                checks.check(migration.completed(), end, "aborted, though nothing had failed%s", last);
            }
        }
    }

    static void givesUpTheTarget(RecordedMigration migration, RuleChecks checks) {
        if (!migration.completed() && !migration.has(Side.TARGET, Kind.TARGET_GONE)) {
            for (MigrationEvent end : migration.ends(Side.TARGET)) {
                checks.check(end.after() == MigrationState.RUNNING, end, "the target was abandoned in %s", end.after());
            }
        }
    }

    static void stopsTheSource(RecordedMigration migration, RuleChecks checks) {
        if (migration.completed()) {
            for (MigrationEvent end : migration.ends(Side.SOURCE)) {
                checks.check(
                        end.after() == MigrationState.STOP,
                        end,
                        "the VM is at the target, and the source's device in %s",
                        end.after());
            }
        }
    }

    private static boolean sourceFailed(MigrationEvent event) {
        return event.side() == Side.SOURCE && event.isCall() && event.failedForReal();
    }
}
