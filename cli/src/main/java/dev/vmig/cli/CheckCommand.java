package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.cli.ReportFile.Format;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import dev.vmig.spec.TlcOptions;
import dev.vmig.trace.tables.RecordedTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig check}: all checks of specification, table, simulation and recordings. */
@Command(
        name = "check",
        description =
                "Model-check the specification, compare it with the Java table, migrate a simulated device, and check"
                        + " that run and recordings of real kernels against the specification.",
        footer = {
            "",
            "Examples:",
            "  vmig check                        everything but the deep models",
            "  vmig check --smoke                the same with the quickest models only",
            "  vmig check --model MCVirtioVfK1   one model, with its counterexample",
            "  vmig check --spec my-spec         with the modules of a folder",
            "  vmig check --spec my-spec --model Mine   Mine.tla with Mine.cfg",
            "  vmig check --print-config MCVirtioVfK1 >K1.cfg   its configuration, for TLC itself",
            "  vmig check --deep --heap 8g       the deep models, for hours",
            "  vmig check --deep --resume        the same after an interruption",
            "  vmig check --distributed server --model MCLiveMigrationDeep",
            "  vmig check --distributed worker   in another terminal"
        })
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Only this model, with its counterexample if it has one.")
    private @Nullable String model;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads of TLC; default: as many as there are processors.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Memory of TLC, such as 8g; default: a quarter of the machine's.")
    private @Nullable String heap;

    @Option(
            names = "--spec",
            paramLabel = "DIR",
            description = "Use the modules and models of this folder, or a module of your own with its configuration.")
    private @Nullable Path folder;

    @Option(
            names = "--fresh",
            description = "On a terminal: also run models that have not changed since their last run.")
    private boolean fresh;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Write junit=FILE, or html=FILE with each counterexample step by step; any number of them.")
    private List<String> reports = List.of();

    @Option(names = "--lanes", description = "Draw the steps of a counterexample in lanes.")
    private boolean lanes;

    @Mixin
    private Console console = new Console();

    @ArgGroup(exclusive = false)
    private CheckMode mode = new CheckMode();

    @Override
    public Integer call() throws IOException, InterruptedException {
        mode.requireOne();
        requireRanges();
        if (mode.distributed != null && mode.distributed.role == CheckMode.Role.WORKER) {
            return work(mode.distributed);
        }
        List<ReportFile> files = ReportFile.parse(reports, Format.JUNIT, Format.HTML);
        try {
            SpecFiles spec = folder == null ? SpecFiles.bundled() : SpecFiles.of(folder);
            if (mode.printed != null) {
                printConfiguration(spec, mode.printed);
                return ExitCode.HOLDS;
            } else if (mode.list) {
                ModelList list = ModelList.of(spec.catalogue().all());
                console.print(() -> list, list::print);
                return ExitCode.HOLDS;
            }
            CheckReport report = run(spec);
            console.print(
                    () -> CheckDocument.of(report),
                    out -> CheckText.print(out, report, new CheckText.Options(model != null, isLive(), lanes)));
            ReportFile.Content content =
                    new ReportFile.Content(report::suite, () -> CheckDocument.of(report), () -> CheckPage.of(report));
            return ExitCode.strongest(report.exitCode(), ReportFile.write(files, content, console));
        } catch (SpecException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private void requireRanges() {
        if (workers < 1) {
            throw CommandFailure.badInput("--workers: " + workers + " (expected: 1 or more)");
        }
        if (heap != null && !TlcOptions.isHeap(heap)) {
            throw CommandFailure.badInput("--heap: " + heap + " (expected: a number and a unit, such as 8g)");
        }
    }

    private void printConfiguration(SpecFiles files, String name) {
        Model printed = named("--print-config", name, files.catalogue().all());
        console.out().print(files.text(printed.config()));
        console.out().flush();
    }

    private int work(CheckMode.Distributed options) throws InterruptedException {
        if (model != null || folder != null || !reports.isEmpty() || console.json()) {
            throw CommandFailure.badInput(
                    "--distributed worker: gets the model from the server, which reports (expected: none of --model,"
                            + " --spec, --report, --json)");
        }
        int threads = options.threads().orElse(Runtime.getRuntime().availableProcessors());
        if (threads < 1) {
            throw CommandFailure.badInput("--threads: " + threads + " (expected: 1 or more)");
        }
        return new DistributedCheck(options, Optional.ofNullable(heap), console.err()).work(threads);
    }

    private CheckReport run(SpecFiles files) throws IOException, InterruptedException {
        PrintWriter err = console.err();
        Optional<String> memory = Optional.ofNullable(heap);
        if (mode.distributed != null) {
            DistributedCheck server = new DistributedCheck(mode.distributed, memory, err);
            return CheckReport.ofModels(
                    List.of(ParallelChecks.readable(server.serve(files, served(files, mode.distributed)))));
        }
        if (mode.deep != null) {
            if (mode.deep.minutes < 1) {
                throw CommandFailure.badInput("--checkpoint-minutes: " + mode.deep.minutes + " (expected: 1 or more)");
            }
            Duration every = Duration.ofMinutes(mode.deep.minutes);
            DeepCheck deep = new DeepCheck(files, mode.deep.folder, every, workers, memory, err);
            return CheckReport.ofModels(deep.run(models(files, Tier.DEEP), mode.deep.resume).stream()
                    .map(ParallelChecks::readable)
                    .toList());
        }
        List<Model> models = models(files, mode.smoke ? Tier.SMOKE : Tier.CI);
        boolean modelsOnly = model != null || models.stream().noneMatch(one -> isListed(files, one));
        List<String> others = new ArrayList<>();
        if (!modelsOnly) {
            others.addAll(List.of("table", "migration"));
            others.addAll(RecordedTable.BUNDLED);
        }
        try (CheckListener listener = isLive()
                ? new LiveTable(console.out(), models, others, System::nanoTime)
                : CheckListener.bar(models.size() + others.size())) {
            return run(files, models, modelsOnly, listener);
        }
    }

    /** The model of a server, of any tier. */
    private Model served(SpecFiles files, CheckMode.Distributed options) {
        if (model == null) {
            throw CommandFailure.badInput("--distributed server: --model is missing; vmig check --list names them");
        }
        if (options.threads().isPresent()) {
            throw CommandFailure.badInput("--threads: is an option of a worker (expected: --distributed worker)");
        }
        return named("--model", model, files.catalogue().all());
    }

    /** Whether rows are printed as checks end. A single model has a table of one row. */
    private boolean isLive() {
        return model == null
                && mode.deep == null
                && mode.distributed == null
                && !console.json()
                && LiveTable.isPossible();
    }

    private CheckReport run(SpecFiles files, List<Model> models, boolean modelsOnly, CheckListener listener)
            throws IOException, InterruptedException {
        Checks checks = new Checks(files);
        Optional<LastResults> last = isLive() ? LastResults.ofUser(files, fresh) : Optional.empty();
        List<CheckedModel> checked =
                new ParallelChecks(checks, workers, Optional.ofNullable(heap), last).run(models, listener);
        if (modelsOnly) {
            return CheckReport.ofModels(checked);
        }
        listener.begins("table");
        Comparison table = checks.table();
        listener.ended(CheckReport.row(table));
        listener.begins("migration");
        Migration migration = checks.migration();
        listener.ended(CheckReport.row(migration));
        List<Recording> recordings = new ArrayList<>();
        for (String name : RecordedTable.BUNDLED) {
            listener.begins(name);
            recordings.add(checks.recording(name));
            listener.ended(CheckReport.row(recordings.get(recordings.size() - 1)));
        }
        return new CheckReport(checked, Optional.of(table), Optional.of(migration), recordings);
    }

    private List<Model> models(SpecFiles files, Tier tier) {
        List<Model> all = files.catalogue().of(tier);
        if (model != null) {
            List<Model> candidates = new ArrayList<>(all);
            candidates.addAll(own(files));
            boolean isDeep = tier != Tier.DEEP
                    && files.catalogue().of(Tier.DEEP).stream()
                            .anyMatch(deep -> deep.name().equals(model));
            if (isDeep) {
                throw CommandFailure.badInput("--model: " + model + " (expected: --deep with it)");
            }
            return List.of(named("--model", model, candidates));
        }
        if (folder == null || tier == Tier.DEEP) {
            return all;
        }
        boolean isCopy = all.stream().anyMatch(one -> files.texts().containsKey(one.module() + ".tla"));
        List<Model> some = new ArrayList<>(isCopy ? all : List.of());
        some.addAll(own(files));
        if (some.isEmpty()) {
            throw CommandFailure.badInput(folder + ": no module with a configuration of the same name");
        }
        return some;
    }

    /** The modules of the user's folder with a configuration but without an entry in the catalogue. */
    private List<Model> own(SpecFiles files) {
        return folder == null
                ? List.of()
                : files.roots().stream()
                        .filter(module -> files.catalogue().find(module).isEmpty())
                        .map(Model::unlisted)
                        .toList();
    }

    private static boolean isListed(SpecFiles files, Model one) {
        return files.catalogue().find(one.name()).isPresent();
    }

    static Model named(String option, String name, List<Model> candidates) {
        Choice known = new Choice(candidates.stream().map(Model::name).toList());
        String meant = known.meant(name).orElseThrow(() -> CommandFailure.badInput(known.unknown(option, name)));
        return candidates.stream()
                .filter(candidate -> candidate.name().equals(meant))
                .findFirst()
                .orElseThrow();
    }
}
