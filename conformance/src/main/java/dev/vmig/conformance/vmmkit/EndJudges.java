package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.MigrationState;

/** How a migration ends: judged when all of it has been recorded. */
final class EndJudges {
    private EndJudges() {}

    /** A call of the source's device has failed. */
    static void recoversFromFailure(RecordedMigration migration, RuleChecks checks) {
        if (migration.any(EndJudges::sourceFailed)) {
            sourceRuns(migration, "after a failure of the source", checks);
        }
    }

    /** The target, or the way to it, has failed, and the source has not. */
    static void runsOnWithoutTarget(RecordedMigration migration, RuleChecks checks) {
        boolean lost = migration.any(event -> (event.side() == Side.TARGET && event.failed())
                || event.kind() == Kind.LINK_LOST
                || event.kind() == Kind.TARGET_GONE);
        if (lost && !migration.any(EndJudges::sourceFailed)) {
            sourceRuns(migration, "after the target was lost", checks);
        }
    }

    private static void sourceRuns(RecordedMigration migration, String why, RuleChecks checks) {
        MigrationEvent end = migration.end(Side.SOURCE);
        boolean paused = false;
        for (MigrationEvent event : migration.events()) {
            paused = event.kind() == Kind.PAUSE || (paused && event.kind() != Kind.GO_ON);
        }
        checks.check(
                migration.completed() || (end.after() == MigrationState.RUNNING && !paused),
                end,
                "%s its device is in %s, the guest %s",
                why,
                end.after(),
                paused ? "paused" : "running");
    }

    static void completesUndisturbed(RecordedMigration migration, RuleChecks checks) {
        boolean disturbed = migration.any(event -> event.failedForReal()
                || event.kind() == Kind.LINK_LOST
                || event.kind() == Kind.TARGET_GONE
                || event.kind() == Kind.GUEST_RESETS);
        if (!disturbed) {
            String last = migration.events().stream()
                    .filter(MigrationEvent::failed)
                    .map(event -> ": " + event + " (" + event.number() + ")")
                    .findFirst()
                    .orElse("");
            checks.check(
                    migration.completed(), migration.end(Side.TARGET), "gave up, though nothing had failed%s", last);
        }
    }

    static void givesUpTheTarget(RecordedMigration migration, RuleChecks checks) {
        MigrationEvent end = migration.end(Side.TARGET);
        if (!migration.completed() && !migration.has(Side.TARGET, Kind.TARGET_GONE)) {
            checks.check(end.after() == MigrationState.RUNNING, end, "the target was given up in %s", end.after());
        }
    }

    private static boolean sourceFailed(MigrationEvent event) {
        return event.side() == Side.SOURCE && event.failedForReal();
    }
}
