package dev.vmig.conformance.vmmkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The number of checks of a rule in one migration, and its first violation. */
final class RuleChecks {
    private long count;
    private @Nullable Fault fault;

    static RuleChecks of(MigrationJudge judge, RecordedMigration migration) {
        RuleChecks checks = new RuleChecks();
        judge.judge(migration, checks);
        return checks;
    }

    /**
     * Records a check of the rule at an event.
     *
     * @param observed format of the VMM's behaviour
     */
    @SuppressWarnings("AnnotateFormatMethod") // No dependency of this module has the annotation for format strings.
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
