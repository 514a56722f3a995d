package dev.vmig.cli;

import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.TraceWriter;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.downtime.DowntimeModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
        mixinStandardHelpOptions = true,
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

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
        MigrationReport report = new MigrationReport(migration, result, tally, Optional.ofNullable(record));
        if (json) {
            Output.print(spec.commandLine().getOut(), MigrationJson.of(report));
        } else {
            MigrationText.print(spec.commandLine().getOut(), report);
        }
        return report.exitCode();
    }

    private int compare(Comparison wanted) {
        requireOnlyForComparison();
        if (wanted.chart != null && !DowntimeChart.isKnown(wanted.chart)) {
            throw CommandFailure.badInput("--chart: " + wanted.chart + " (expected: a name with .svg or .png)");
        }
        DowntimeModel model = wanted.model == null ? DowntimeModel.DEFAULT : model(wanted.model);
        DowntimeReport report = DowntimeReport.of(model, wanted.quick);
        if (json) {
            Output.print(spec.commandLine().getOut(), DowntimeJson.of(report));
        } else {
            DowntimeText.print(spec.commandLine().getOut(), report);
        }
        if (wanted.chart != null) {
            try {
                DowntimeChart.write(report, wanted.chart);
            } catch (IOException e) {
                throw cannotWrite("--chart", wanted.chart, e);
            }
        }
        return ExitCode.HOLDS;
    }

    private void requireOnlyForComparison() {
        for (String other : List.of("--vfs", "--seed", "--no-precopy", "--record")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
                throw CommandFailure.badInput(other + ": says nothing to --compare (expected: one of the two)");
            }
        }
    }

    private static DowntimeModel model(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DowntimeModel.DEFAULT.with(new StringReader(InputText.read(file.toString(), in)));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput("--model: " + file + ": " + e.getMessage());
        } catch (TraceFormatException e) {
            throw CommandFailure.badInput("--model: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw CommandFailure.badInput("--model: " + file + ": no such file");
        } catch (IOException e) {
            throw CommandFailure.badInput("--model: " + file + ": cannot be read: " + e.getMessage());
        }
    }

    private static MigrationResult recorded(SimulatedMigration migration, MigrationTally tally, Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw CommandFailure.badInput("--record: " + file + ": is no regular file");
        }
        try (TraceWriter trace = new TraceWriter(file, migration.header())) {
            Consumer<TraceEvent> sink = event -> {
                tally.count(event);
                write(trace, event);
            };
            MigrationResult result = migration.run(sink);
            trace.finish();
            return result;
        } catch (IOException e) {
            throw cannotWrite("--record", file, e);
        } catch (UncheckedIOException e) {
            throw cannotWrite("--record", file, e.getCause());
        }
    }

    private static void write(TraceWriter trace, TraceEvent event) {
        try {
            trace.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandFailure cannotWrite(String option, Path file, @Nullable IOException e) {
        String reason = String.valueOf(e == null ? null : e.getMessage());
        if (e instanceof NoSuchFileException) {
            reason = "no such folder";
        } else if (e instanceof FileSystemException failed) {
            reason = failed.getReason() == null ? e.getClass().getSimpleName() : failed.getReason();
        }
        return CommandFailure.badInput(option + ": " + file + ": cannot be written: " + reason);
    }
}
