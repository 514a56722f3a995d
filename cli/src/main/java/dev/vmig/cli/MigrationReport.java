package dev.vmig.cli;

import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.vmm.MigrationResult;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code vmig migrate} reports.
 *
 * @param record the trace that was written
 */
record MigrationReport(
        SimulatedMigration migration, MigrationResult result, MigrationTally tally, Optional<Path> record) {
    int exitCode() {
        return result.completed() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
