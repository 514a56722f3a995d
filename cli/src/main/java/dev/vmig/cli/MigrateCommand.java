package dev.vmig.cli;

import dev.vmig.cli.ReportFile.Format;
import dev.vmig.cli.page.LanesText;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.vfiouser.VfioUserTestee;
import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.TraceWriter;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.downtime.DowntimeModel;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig migrate}: a live migration in virtual time, with a timeline. */
@Command(
        name = "migrate",
        description = {
            "Migrate the simulated VFs of a VM from one host to another, in virtual time, with guests at work on the"
                    + " source. The same seed gives the same run.",
            "The exit code is 0 if the VM runs at the target, and 1 if the migration was aborted.",
            "With --vfio-user: migrate the device of one vfio-user server to the other, and check the calls and answers"
                    + " against the specification, which has to accept them for exit code 0. Calls are measured; the network"
                    + " and the time between two rounds are simulated.",
            "With --compare: one VF is moved without pre-copy, with pre-copy as in Linux, and with partial images, over"
                    + " sizes of state, queue pairs, rates of changes and links. A minute or two; --quick takes seconds."
        },
        footer = {
            "",
            "Examples:",
            "  vmig migrate",
            "  vmig migrate --vfs 4 --no-precopy --seed 42",
            "  vmig migrate --record run.jsonl && vmig trace run.jsonl",
            "  vmig migrate --vfio-user a.sock,b.sock --start './server {}'",
            "  vmig migrate --compare --quick --chart downtime.svg"
        })
final class MigrateCommand implements Callable<Integer> {
    /** More VFs add nothing to the timeline. */
    private static final int MOST_VFS = 64;

    @Option(names = "--no-precopy", description = "Migrate without pre-copy.")
    private boolean noPrecopy;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the devices, their guests and their network; default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--vfs",
            paramLabel = "N",
            description = "Number of VFs of the VM, 1 to " + MOST_VFS + "; default: ${DEFAULT-VALUE}.")
    private int vfs = 1;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write a trace of the run, for vmig trace. The file appears when it is complete.")
    private @Nullable Path record;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Write json=FILE, or html=FILE with the states over time; any number of them.")
    private List<String> reports = List.of();

    @Option(names = "--lanes", description = "Draw the steps in lanes.")
    private boolean lanes;

    @Mixin
    private VfioUserChoice servers = new VfioUserChoice();

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
                description = "With --compare: a file with other numbers, in the format of latency.properties.")
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
        List<ReportFile> files = ReportFile.parse(reports, Format.JSON, Format.HTML);
        servers.require();
        if (servers.isGiven()) {
            return vfioUser(files);
        }
        if (vfs < 1 || vfs > MOST_VFS) {
            throw CommandFailure.badInput("--vfs: " + vfs + " (expected: 1 to " + MOST_VFS + ")");
        }
        SimulatedMigration migration =
                SimulatedMigration.DEFAULT.withVfs(vfs).withSeed(seed).withPlan(plan());
        MigrationTally tally = new MigrationTally(migration.features());
        MigrationResult result = run(migration::run, migration.header(), tally::count);
        return tell(
                new MigrateResult(
                        Optional.of(seed), vfs, plan(), result, tally, Optional.ofNullable(record), Optional.empty()),
                files);
    }

    private int vfioUser(List<ReportFile> files) {
        refuse("--vfio-user", List.of("--vfs", "--seed"));
        try (VfioUserTestee testee = servers.connect(VfioUserTestee.LIMIT, List.of())) {
            ForeignMigration migration = new ForeignMigration(testee, plan(), System::nanoTime);
            MigrationTally tally = new MigrationTally(migration.features());
            List<TraceEvent> events = new ArrayList<>();
            MigrationResult result = run(migration::run, migration.header(), event -> {
                tally.count(event);
                events.add(event);
            });
            MigrateResult report = new MigrateResult(
                    Optional.empty(),
                    1,
                    plan(),
                    result,
                    tally,
                    Optional.ofNullable(record),
                    Optional.of(migration.judge(events)));
            return tell(report, files);
        } catch (TesteeException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private MigrationPlan plan() {
        return noPrecopy ? MigrationPlan.DEFAULT.withoutPreCopy() : MigrationPlan.DEFAULT;
    }

    private int tell(MigrateResult report, List<ReportFile> files) {
        console.print(report::document, out -> {
            if (lanes) {
                LanesText.of(MigratePage.lanes(report)).forEach(out::println);
                out.println();
            }
            report.print(out);
        });
        ReportFile.Content content = new ReportFile.Content(
                () -> new TestSuite("vmig migrate", Map.of(), List.of()),
                report::document,
                () -> MigratePage.of(report));
        return ExitCode.strongest(report.exitCode(), ReportFile.write(files, content, console));
    }

    private int compare(Comparison wanted) {
        refuse(
                "--compare",
                List.of("--vfs", "--seed", "--no-precopy", "--record", "--report", "--lanes", "--vfio-user"));
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

    private void refuse(String mode, List<String> others) {
        for (String other : others) {
            if (console.has(other)) {
                throw CommandFailure.badInput(other + ": says nothing to " + mode + " (expected: one of the two)");
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

    /** Runs a migration, whose events go to {@code sink}, and into the file of --record. */
    private MigrationResult run(
            Function<Consumer<TraceEvent>, MigrationResult> migration, TraceHeader header, Consumer<TraceEvent> sink) {
        Path file = record;
        if (file == null) {
            return migration.apply(sink);
        }
        if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
            throw CommandFailure.badInput("--record: " + file + ": cannot be written: no such folder");
        }
        OutputFile.of("--record", file.toString());
        try (TraceWriter trace = new TraceWriter(file, header)) {
            MigrationResult result = migration.apply(event -> {
                sink.accept(event);
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
