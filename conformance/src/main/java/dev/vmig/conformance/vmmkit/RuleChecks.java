package dev.vmig.conformance.vmmkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often a rule was checked in one migration, and where it was first violated. */
final class RuleChecks {
    private long count;
    private @Nullable Fault fault;

    static RuleChecks of(MigrationJudge judge, RecordedMigration migration) {
        RuleChecks checks = new RuleChecks();
        judge.judge(migration, checks);
        return checks;
    }

    /**
     * The rule says something about an event.
     *
     * @param observed what the VMM did, as a format
     */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation is in no library that this module depends on.
    void check(boolean held, MigrationEvent at, String observed, Object... arguments) {
        count++;
        if (!held && (fault == null || at.number() < fault.number())) {
            fault = new Fault(at.number(), observed.formatted(arguments));
        }
    }

    long count() {
        return count;
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }
}
