package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import dev.vmig.spec.TlcOptions;
import dev.vmig.trace.tables.RecordedTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vmig check}: everything that is to hold, in one run. */
@Command(
        name = "check",
        description =
                "Model-check the specification, compare it with the Java table, migrate a simulated device, and check"
                        + " that run and recordings of real kernels against the specification.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vmig check                        everything but the deep models",
            "  vmig check --smoke                the same with the quickest models only",
            "  vmig check --model MCVirtioVfK1   one model, with its counterexample",
            "  vmig check --spec my-spec         with the modules of a folder",
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

    @Option(names = "--spec", paramLabel = "DIR", description = "The modules and models of this folder.")
    private @Nullable Path folder;

    @Option(names = "--report", paramLabel = "junit=FILE", description = "Write a report in the format of JUnit.")
    private @Nullable String reportTo;

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @ArgGroup(exclusive = false)
    private CheckMode mode = new CheckMode();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        mode.requireOne();
        requireRanges();
        if (mode.distributed != null && mode.distributed.role == CheckMode.Role.WORKER) {
            return work(mode.distributed);
        }
        Optional<Path> junit = junitFile();
        CheckReport report;
        try {
            SpecFiles files = folder == null ? SpecFiles.bundled() : SpecFiles.of(folder);
            if (mode.list) {
                list(files.catalogue().all());
                return ExitCode.HOLDS;
            }
            if (mode.printed != null) {
                printConfiguration(files, mode.printed);
                return ExitCode.HOLDS;
            }
            report = run(files);
        } catch (SpecException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
        if (junit.isPresent()) {
            CheckJUnit.write(report, junit.get());
        }
        if (json) {
            Output.print(spec.commandLine().getOut(), CheckJson.of(report));
        } else {
            CheckText.print(spec.commandLine().getOut(), report, model != null);
        }
        return report.exitCode();
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
        Model printed = files.catalogue()
                .find(name)
                .orElseThrow(() ->
                        unknown("--print-config", name, "", files.catalogue().all()));
        spec.commandLine().getOut().print(files.text(printed.config()));
        spec.commandLine().getOut().flush();
    }

    private void list(List<Model> all) {
        if (json) {
            Output.print(spec.commandLine().getOut(), ModelList.json(all));
        } else {
            ModelList.print(spec.commandLine().getOut(), all);
        }
    }

    private int work(CheckMode.Distributed options) throws InterruptedException {
        if (model != null || folder != null || reportTo != null || json) {
            throw CommandFailure.badInput(
                    "--distributed worker: gets the model from the server, which reports (expected: none of --model,"
                            + " --spec, --report, --json)");
        }
        int threads = options.threads().orElse(Runtime.getRuntime().availableProcessors());
        if (threads < 1) {
            throw CommandFailure.badInput("--threads: " + threads + " (expected: 1 or more)");
        }
        return new DistributedCheck(
                        options, Optional.ofNullable(heap), spec.commandLine().getErr())
                .work(threads);
    }

    private CheckReport run(SpecFiles files) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<String> memory = Optional.ofNullable(heap);
        if (mode.distributed != null) {
            DistributedCheck server = new DistributedCheck(mode.distributed, memory, err);
            return CheckReport.ofModels(List.of(readable(server.serve(files, served(files, mode.distributed)))));
        }
        if (mode.deep != null) {
            if (mode.deep.minutes < 1) {
                throw CommandFailure.badInput("--checkpoint-minutes: " + mode.deep.minutes + " (expected: 1 or more)");
            }
            Duration every = Duration.ofMinutes(mode.deep.minutes);
            DeepCheck deep = new DeepCheck(files, mode.deep.folder, every, workers, memory, err);
            return CheckReport.ofModels(deep.run(models(files, Tier.DEEP), mode.deep.resume).stream()
                    .map(CheckCommand::readable)
                    .toList());
        }
        return run(new Checks(files), models(files, mode.smoke ? Tier.SMOKE : Tier.CI));
    }

    /** The one model of a server, of whatever tier. */
    private Model served(SpecFiles files, CheckMode.Distributed options) {
        if (model == null) {
            throw CommandFailure.badInput("--distributed server: --model is missing; vmig check --list names them");
        }
        if (options.threads().isPresent()) {
            throw CommandFailure.badInput("--threads: is of a worker (expected: --distributed worker)");
        }
        return files.catalogue()
                .find(model)
                .orElseThrow(() -> unknown(files, files.catalogue().of(Tier.CI)));
    }

    private CheckReport run(Checks checks, List<Model> models) throws IOException, InterruptedException {
        boolean modelsOnly = model != null;
        int steps = modelsOnly ? models.size() : models.size() + 2 + RecordedTable.BUNDLED.size();
        try (Progress progress = Progress.of("check", steps)) {
            List<CheckedModel> checked = new ParallelChecks(checks, workers, Optional.ofNullable(heap))
                    .run(models, progress).stream().map(CheckCommand::readable).toList();
            if (modelsOnly) {
                return CheckReport.ofModels(checked);
            }
            progress.begin("table");
            Comparison table = checks.table();
            progress.begin("migration");
            Migration migration = checks.migration();
            List<Recording> recordings = new ArrayList<>();
            for (String name : RecordedTable.BUNDLED) {
                progress.begin(name);
                recordings.add(checks.recording(name));
            }
            return new CheckReport(checked, Optional.of(table), Optional.of(migration), recordings);
        }
    }

    /** A specification that cannot be read is no answer; the first one ends the run. */
    private static CheckedModel readable(CheckedModel checked) {
        return switch (checked.outcome().result().verdict()) {
            case SPEC_ERROR, CONFIG_ERROR, EVALUATION_ERROR ->
                throw CommandFailure.badInput(checked.outcome().result().message());
            default -> checked;
        };
    }

    private List<Model> models(SpecFiles files, Tier tier) {
        List<Model> all = files.catalogue().of(tier);
        if (model == null) {
            return all;
        }
        List<Model> chosen =
                all.stream().filter(candidate -> candidate.name().equals(model)).toList();
        if (chosen.isEmpty()) {
            throw unknown(files, all);
        }
        return chosen;
    }

    private CommandFailure unknown(SpecFiles files, List<Model> expected) {
        boolean isDeep = files.catalogue().of(Tier.DEEP).stream()
                .anyMatch(deep -> deep.name().equals(model));
        return unknown("--model", model, isDeep ? "--deep with it, or " : "", expected);
    }

    private static CommandFailure unknown(String option, @Nullable String given, String before, List<Model> expected) {
        return CommandFailure.badInput(option + ": " + given + " (expected: " + before + "one of "
                + expected.stream().map(Model::name).collect(Collectors.joining(", ")) + ")");
    }

    private Optional<Path> junitFile() {
        if (reportTo == null) {
            return Optional.empty();
        }
        if (!reportTo.startsWith("junit=") || reportTo.length() == "junit=".length()) {
            throw CommandFailure.badInput("--report: " + reportTo + " (expected: junit=FILE)");
        }
        Path file = Path.of(reportTo.substring("junit=".length())).toAbsolutePath();
        Path parent = file.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw CommandFailure.badInput("--report: " + parent + " is no folder");
        }
        return Optional.of(file);
    }
}
