package dev.vmig.conformance.vmmkit;

/** Holds one migration to one rule. */
@FunctionalInterface
interface MigrationJudge {
    /** Checks whatever the rule says something about, in order. */
    void judge(RecordedMigration migration, RuleChecks checks);

    /** Judges each device of the VM by itself. */
    static MigrationJudge ofEachDevice(MigrationJudge judge) {
        return (migration, checks) -> migration.devices().forEach(device -> judge.judge(migration.of(device), checks));
    }
}
