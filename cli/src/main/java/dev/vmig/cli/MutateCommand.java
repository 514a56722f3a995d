package dev.vmig.cli;

import dev.vmig.cli.MutationReport.Row;
import dev.vmig.spec.EquivalentMutants;
import dev.vmig.spec.Model;
import dev.vmig.spec.MutationTesting;
import dev.vmig.spec.MutationTesting.Mutant;
import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.SpecMutation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig mutate}: mutation testing of a TLA+ specification. */
@Command(
        name = "mutate",
        description = {
            "Change a TLA+ specification in small ways, and have TLC check its properties against each change.",
            "The initial states, steps and fairness are changed, not the properties. A change that no property notices"
                    + " shows what the properties leave open, or is a sound design.",
            "The exit code is 1 if fewer than --at-least percent are noticed by a property."
        },
        footer = {
            "",
            "Examples:",
            "  vmig mutate --spec my-spec                     each module that has a configuration of its name",
            "  vmig mutate --spec my-spec --model Queue --sample 1000",
            "  vmig mutate --model MCVfioMigration --seed 5   of vmig's own specification",
            "  vmig mutate --spec my-spec --at-least 90       for a CI job"
        })
final class MutateCommand implements Callable<Integer> {
    private static final double ALL = 100;

    @Option(
            names = "--spec",
            paramLabel = "DIR",
            description =
                    "The folder with modules (.tla) and configurations (.cfg); default: vmig's own specification.")
    private @Nullable Path folder;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Only this model, NAME.tla with NAME.cfg; can be given several times. Default: all of the"
                    + " folder; of vmig's own, without the inductive ones.")
    private List<String> models = List.of();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "100",
            description = "Number of changes to check, chosen at random; ${DEFAULT-VALUE} by default, 0 for all.")
    private int sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the choice; 1 by default.")
    private long seed;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Number of changes checked in parallel; default: the number of processors.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--at-least",
            paramLabel = "PERCENT",
            description = "The percentage that a property has to notice; 0 by default.")
    private double least;

    @Mixin
    private Console console = new Console();

    @Override
    public Integer call() throws InterruptedException {
        requireRanges();
        try {
            MutationReport report = run(folder == null ? SpecFiles.bundled() : SpecFiles.of(folder));
            console.print(() -> report, report::print);
            return report.share() < least ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
        } catch (SpecException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private void requireRanges() {
        if (sample < 0) {
            throw CommandFailure.badInput("--sample: " + sample + " (expected: 1 or more, or 0 for all)");
        }
        if (workers < 1) {
            throw CommandFailure.badInput("--workers: " + workers + " (expected: 1 or more)");
        }
        if (least < 0 || least > ALL) {
            throw CommandFailure.badInput("--at-least: " + least + " (expected: 0 to 100)");
        }
    }

    private MutationReport run(SpecFiles files) throws InterruptedException {
        MutationTesting testing = unchanged(files, chosen(files));
        List<SpecMutation> all = testing.all();
        if (all.isEmpty()) {
            throw CommandFailure.badInput("nothing to change: the models have no steps of their own");
        }
        List<SpecMutation> tried = sample == 0 ? all : testing.sample(sample, seed);
        AtomicInteger done = new AtomicInteger();
        try (ProgressLine progress = ProgressLine.of("mutate", tried.size())) {
            List<Mutant> mutants = testing.run(tried, workers, mutant -> progress.to(done.incrementAndGet()));
            return MutationReport.of(
                    all.size(), seed, mutants.stream().map(Row::of).toList());
        }
    }

    private MutationTesting unchanged(SpecFiles files, List<Model> chosen) throws InterruptedException {
        try (ProgressLine progress = ProgressLine.of("unchanged", chosen.size())) {
            EquivalentMutants equivalent = folder == null ? EquivalentMutants.bundled() : EquivalentMutants.none();
            return MutationTesting.of(files, chosen, equivalent, workers, progress::begin);
        }
    }

    private List<Model> chosen(SpecFiles files) {
        List<Model> candidates = new ArrayList<>();
        if (folder == null) {
            candidates.addAll(MutationTesting.ofCatalogue(files.catalogue()));
        } else {
            files.roots().stream().map(Model::unlisted).forEach(candidates::add);
        }
        if (candidates.isEmpty()) {
            throw CommandFailure.badInput(folder + ": no module with a configuration of the same name");
        }
        return models.isEmpty()
                ? candidates
                : models.stream()
                        .map(name -> CheckCommand.named("--model", name, candidates))
                        .toList();
    }
}
