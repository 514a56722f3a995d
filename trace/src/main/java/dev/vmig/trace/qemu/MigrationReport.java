package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Optional;

/**
 * What came out of checking two logs together.
 *
 * @param source the report of the one
 * @param target the report of the other
 * @param migrations in the order of the logs, those of one device after each other; empty if one of the logs is rejected
 *     by itself
 * @param rules that only both logs together can show
 * @param unpaired devices of either end that have no counterpart at the other
 */
public record MigrationReport(
        QemuReport source,
        QemuReport target,
        List<Migration> migrations,
        List<Judgement> rules,
        List<String> unpaired) {
    /** Copies the lists. */
    public MigrationReport {
        migrations = List.copyOf(migrations);
        rules = List.copyOf(rules);
        unpaired = List.copyOf(unpaired);
    }

    /** Where the VM runs when both logs have ended. */
    public enum End {
        /** The migration is completed. */
        AT_THE_TARGET,
        /** The migration is completed, and the VM is paused, as it was before. */
        PAUSED_AT_THE_TARGET,
        /** It was a snapshot, and has been loaded. */
        SNAPSHOT,
        /** It was given up, and the source runs on. */
        AT_THE_SOURCE,
        /** Not told: what would tell comes after the end of a log. */
        OPEN
    }

    /**
     * One migration of one device.
     *
     * @param device at the source
     * @param counterpart at the target
     * @param lines where the logs tell of it
     * @param order of the steps of both, one that the spec allows; of a rejected one, the longest
     * @param objection why there is none of all steps; empty if there is one
     * @param before the spec states, in words, that were possible where the order ends; empty if nothing is rejected
     * @param allowed what the spec would have allowed there
     */
    public record Migration(
            String device,
            String counterpart,
            String lines,
            List<String> order,
            End end,
            Optional<String> objection,
            List<String> before,
            List<String> allowed) {
        /** Copies the lists. */
        public Migration {
            order = List.copyOf(order);
            before = List.copyOf(before);
            allowed = List.copyOf(allowed);
        }
    }

    /** Whether something of the logs was not judged. */
    public boolean leavesUnjudged() {
        return !source.unjudged().isEmpty() || !target.unjudged().isEmpty();
    }

    /** Whether a rule is broken without making one of the logs fail. */
    public boolean departs() {
        return !source.departures().isEmpty() || !target.departures().isEmpty();
    }

    /** Whether both logs hold, and together too. */
    public boolean holds() {
        return source.holds()
                && target.holds()
                && rules.stream().allMatch(Judgement::holds)
                && migrations.stream().allMatch(it -> it.objection().isEmpty());
    }

    /** Whether both go to the end of the last migration, and that end is known. */
    public boolean complete() {
        return source.complete()
                && target.complete()
                && unpaired.isEmpty()
                && migrations.stream().skip(Math.max(0, migrations.size() - 1L)).noneMatch(it -> it.end() == End.OPEN);
    }
}
