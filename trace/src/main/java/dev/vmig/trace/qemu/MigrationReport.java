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
 */
public record MigrationReport(QemuReport source, QemuReport target, List<Migration> migrations) {
    /** Copies the list. */
    public MigrationReport {
        migrations = List.copyOf(migrations);
    }

    /** Where the VM runs when both logs have ended. */
    public enum End {
        /** The migration is completed. */
        AT_THE_TARGET,
        /** It was given up, and the source runs on. */
        AT_THE_SOURCE,
        /** Not told: what would tell comes after the end of a log. */
        OPEN
    }

    /**
     * One migration of one device.
     *
     * @param lines where the logs tell of it
     * @param order of the steps of both, one that the spec allows; of a rejected one, the longest
     * @param objection why there is none of all steps; empty if there is one
     * @param before the spec states, in words, that were possible where the order ends; empty if nothing is rejected
     * @param allowed what the spec would have allowed there
     */
    public record Migration(
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

    /** Whether both logs hold, and together too. */
    public boolean holds() {
        return source.holds()
                && target.holds()
                && migrations.stream().allMatch(it -> it.objection().isEmpty());
    }

    /** Whether both go to the end of the last migration, and that end is known. */
    public boolean complete() {
        return source.complete()
                && target.complete()
                && migrations.stream().skip(Math.max(0, migrations.size() - 1L)).noneMatch(it -> it.end() == End.OPEN);
    }
}
