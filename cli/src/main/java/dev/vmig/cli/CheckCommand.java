package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.conformance.recording.RecordedTable;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            "  vmig check                        everything",
            "  vmig check --model MCVirtioVfK1   one model, with its counterexample",
            "  vmig check --spec my-spec         with the modules of a folder in place of vmig's own"
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

    @Option(names = "--spec", paramLabel = "DIR", description = "The modules and models of this folder.")
    private @Nullable Path folder;

    @Option(names = "--report", paramLabel = "junit=FILE", description = "Write a report in the format of JUnit.")
    private @Nullable String reportTo;

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (workers < 1) {
            throw CommandFailure.badInput("--workers: " + workers + " (expected: 1 or more)");
        }
        Optional<Path> junit = junitFile();
        List<Model> models = models();
        CheckReport report;
        try {
            SpecFiles files = folder == null ? SpecFiles.bundled() : SpecFiles.of(folder);
            report = run(new Checks(files), models);
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

    private CheckReport run(Checks checks, List<Model> models) throws IOException, InterruptedException {
        List<CheckedModel> checked = new ArrayList<>();
        int steps = model == null ? models.size() + 2 + RecordedTable.BUNDLED.size() : models.size();
        try (Progress progress = Progress.of("check", steps)) {
            for (Model next : models) {
                progress.begin(next.name());
                checked.add(readable(checks.model(next, workers)));
            }
            if (model != null) {
                return new CheckReport(checked, Optional.empty(), Optional.empty(), List.of());
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

    private List<Model> models() {
        List<Model> chosen = Model.ALL.stream()
                .filter(candidate -> model == null || candidate.name().equals(model))
                .toList();
        if (chosen.isEmpty()) {
            throw CommandFailure.badInput("--model: " + model + " (expected: one of "
                    + Model.ALL.stream().map(Model::name).collect(Collectors.joining(", ")) + ")");
        }
        return chosen;
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
