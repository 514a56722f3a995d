package dev.vmig.conformance.vmmkit;

/** Checks one migration against one rule. */
@FunctionalInterface
interface MigrationJudge {
    /** Checks all events that the rule concerns, in order. */
    void judge(RecordedMigration migration, RuleChecks checks);

    /** Judges each device of the VM separately. */
    static MigrationJudge ofEachDevice(MigrationJudge judge) {
        return (migration, checks) -> migration.devices().forEach(device -> judge.judge(migration.of(device), checks));
    }
}
