package dev.vmig.cli;

import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceWriter;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.downtime.DowntimeModel;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig migrate}: a live migration in virtual time, told step by step. */
@Command(
        name = "migrate",
        description = {
            "Migrate the simulated VFs of a VM from one host to another, in virtual time, with guests at work on the"
                    + " source. The same seed gives the same run.",
            "The exit code is 0 if the target has taken over, and 1 if the migration was given up.",
            "With --compare: one VF is moved without pre-copy, with pre-copy as in Linux, and with partial images, over"
                    + " sizes of state, queue pairs, rates of changes and links. A minute or two; --quick takes seconds."
        },
        footer = {
            "",
            "Examples:",
            "  vmig migrate",
            "  vmig migrate --vfs 4 --no-precopy --seed 42",
            "  vmig migrate --record run.jsonl && vmig trace run.jsonl",
            "  vmig migrate --compare --quick --chart downtime.svg"
        })
final class MigrateCommand implements Callable<Integer> {
    /** More make the timeline no wiser. */
    private static final int MOST_VFS = 64;

    @Option(names = "--no-precopy", description = "Copy nothing while the source runs.")
    private boolean noPrecopy;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the devices, their guests and their network; default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--vfs",
            paramLabel = "N",
            description = "How many VFs the VM has, 1 to " + MOST_VFS + "; default: ${DEFAULT-VALUE}.")
    private int vfs = 1;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write a trace of the run, for vmig trace. The file is there once it is complete.")
    private @Nullable Path record;

    @ArgGroup(exclusive = false)
    private @Nullable Comparison comparison;

    /** The options of a comparison. */
    private static final class Comparison {
        @Option(names = "--compare", required = true, description = "Compare three schemes for the device's state.")
        private boolean compare;

        @Option(names = "--quick", description = "With --compare: no state above 1 MiB.")
        private boolean quick;

        @Option(
                names = "--model",
                paramLabel = "FILE",
                description = "With --compare: other numbers than those of latency.properties, in a file like it.")
        private @Nullable Path model;

        @Option(
                names = "--chart",
                paramLabel = "FILE",
                description = "With --compare: draw the result into a file, .svg or .png.")
        private @Nullable Path chart;
    }

    @Mixin
    private Console console = new Console();

    @Override
    public Integer call() {
        if (comparison != null && comparison.compare) {
            return compare(comparison);
        }
        if (vfs < 1 || vfs > MOST_VFS) {
            throw CommandFailure.badInput("--vfs: " + vfs + " (expected: 1 to " + MOST_VFS + ")");
        }
        MigrationPlan plan = noPrecopy ? MigrationPlan.DEFAULT.withoutPreCopy() : MigrationPlan.DEFAULT;
        SimulatedMigration migration =
                SimulatedMigration.DEFAULT.withVfs(vfs).withSeed(seed).withPlan(plan);
        MigrationTally tally = new MigrationTally(migration.features());
        MigrationResult result = record == null ? migration.run(tally::count) : recorded(migration, tally, record);
        MigrateResult report = new MigrateResult(migration, result, tally, Optional.ofNullable(record));
        console.print(report::document, report::print);
        return report.exitCode();
    }

    private int compare(Comparison wanted) {
        requireOnlyForComparison();
        if (wanted.chart != null && !DowntimeChart.isKnown(wanted.chart)) {
            throw CommandFailure.badInput("--chart: " + wanted.chart + " (expected: a name with .svg or .png)");
        }
        DowntimeModel model = wanted.model == null ? DowntimeModel.DEFAULT : model(wanted.model);
        Optional<OutputFile> chart =
                Optional.ofNullable(wanted.chart).map(file -> OutputFile.of("--chart", file.toString()));
        DowntimeReport report = DowntimeReport.of(model, wanted.quick);
        console.print(report::document, out -> DowntimeText.print(out, report));
        return chart.map(file -> file.write(DowntimeChart.of(report, file.path()), console.err()))
                .orElse(ExitCode.HOLDS);
    }

    private void requireOnlyForComparison() {
        for (String other : List.of("--vfs", "--seed", "--no-precopy", "--record")) {
            if (console.has(other)) {
                throw CommandFailure.badInput(other + ": says nothing to --compare (expected: one of the two)");
            }
        }
    }

    private static DowntimeModel model(Path file) {
        try {
            return DowntimeModel.DEFAULT.with(new StringReader(InputText.read(file.toString())));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput("--model: " + file + ": " + e.getMessage());
        } catch (CommandFailure | IOException e) {
            throw CommandFailure.badInput("--model: " + e.getMessage());
        }
    }

    private static MigrationResult recorded(SimulatedMigration migration, MigrationTally tally, Path file) {
        if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
            throw CommandFailure.badInput("--record: " + file + ": cannot be written: no such folder");
        }
        OutputFile.of("--record", file.toString());
        try (TraceWriter trace = new TraceWriter(file, migration.header())) {
            MigrationResult result = migration.run(event -> {
                tally.count(event);
                write(trace, event);
            });
            trace.finish();
            return result;
        } catch (IOException e) {
            throw cannotWrite(file, e);
        } catch (UncheckedIOException e) {
            throw cannotWrite(file, e.getCause());
        }
    }

    private static void write(TraceWriter trace, TraceEvent event) {
        try {
            trace.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandFailure cannotWrite(Path file, @Nullable IOException e) {
        return new CommandFailure(
                ExitCode.INCONCLUSIVE,
                "--record: " + file + ": cannot be written: " + (e == null ? "no reason given" : OutputFile.reason(e)));
    }
}
