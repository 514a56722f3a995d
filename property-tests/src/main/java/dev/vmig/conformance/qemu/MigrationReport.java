package dev.vmig.conformance.qemu;

import java.util.List;
import java.util.Optional;

/**
 * What came out of checking two logs as one migration.
 *
 * @param source the report of the one
 * @param target the report of the other
 * @param moments how many steps of both were brought into an order that the spec allows
 * @param objection why there is none; empty if there is one, and if one of the logs is rejected by itself
 * @param before the spec states, in words, that were possible where the order ends
 */
public record MigrationReport(
        QemuReport source, QemuReport target, int moments, Optional<String> objection, List<String> before) {
    /** Copies the list. */
    public MigrationReport {
        before = List.copyOf(before);
    }

    /** Whether both logs hold, and together too. */
    public boolean holds() {
        return source.holds() && target.holds() && objection.isEmpty();
    }

    /** Whether both go to the end of the migration. */
    public boolean complete() {
        return source.complete() && target.complete();
    }
}
