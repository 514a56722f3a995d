package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.CheckpointException;
import dev.vmig.spec.Checkpoints;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.TlcOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs models that take hours and can be interrupted. The folder of {@code --checkpoint} has a folder for each running
 * model ({@link Checkpoints}), and a file with the result of each finished one ({@link ResultFile}).
 */
final class DeepCheck {
    private final SpecFiles files;
    private final Path folder;
    private final Duration every;
    private final int workers;
    private final Optional<String> heap;
    private final PrintWriter err;

    DeepCheck(SpecFiles files, Path folder, Duration every, int workers, Optional<String> heap, PrintWriter err) {
        this.files = files;
        this.folder = folder.toAbsolutePath().normalize();
        this.every = every;
        this.workers = workers;
        this.heap = heap;
        this.err = err;
    }

    /** Runs or resumes the models; reports a model that cannot be resumed before it runs any. */
    List<CheckedModel> run(List<Model> models, boolean resume) throws IOException, InterruptedException {
        Map<Model, CheckedModel> done = new LinkedHashMap<>();
        Map<Model, Checkpoints> begun = new LinkedHashMap<>();
        if (resume) {
            find(models, done, begun);
        } else {
            requireNothingOf(models);
        }
        err.println("checkpoints: every " + every.toMinutes() + " min in " + folder
                + "; after an interruption, the same command with --resume continues from the last");
        err.flush();
        List<CheckedModel> checked = new ArrayList<>();
        for (Model model : models) {
            RunLog log = new RunLog(err, model.name(), System::nanoTime);
            CheckedModel before = done.get(model);
            if (before == null) {
                checked.add(run(model, Optional.ofNullable(begun.get(model)), log));
            } else {
                log.note("done before");
                checked.add(before);
            }
        }
        return checked;
    }

    private CheckedModel run(Model model, Optional<Checkpoints> begun, RunLog log)
            throws IOException, InterruptedException {
        log.note(begun.map(run -> run.isSaved()
                        ? "resumes from its checkpoint, with " + run.workers() + " workers as before"
                        : "starts from the beginning: no checkpoint yet")
                .orElse("begins"));
        Checkpoints checkpoints = begun.orElseGet(() -> Checkpoints.begin(runOf(model), every, files, model, workers));
        TlcOptions options = model.options(workers).withCheckpoints(checkpoints);
        Model.Outcome outcome = model.check(files, heap.map(options::withHeap).orElse(options), log);
        CheckedModel checked = new CheckedModel(outcome, Checks.falseParts(files, outcome.result()));
        if (outcome.result().verdict().isConclusive()) {
            ResultFile.write(resultOf(model), checked, files.digest(model.config()));
            checkpoints.delete();
        }
        return checked;
    }

    private void find(List<Model> models, Map<Model, CheckedModel> done, Map<Model, Checkpoints> begun)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.badInput("--resume: " + folder + " is no folder");
        }
        for (Model model : models) {
            if (Files.exists(resultOf(model))) {
                ResultFile kept = ResultFile.read(resultOf(model), files.digest(model.config()));
                done.put(model, new CheckedModel(model.uncovered(kept.result()), kept.falseParts()));
            } else if (Files.exists(runOf(model))) {
                try {
                    begun.put(model, Checkpoints.resume(runOf(model), every, files, model));
                } catch (CheckpointException e) {
                    throw CommandFailure.badInput("--resume: " + e.getMessage());
                }
            }
        }
    }

    private void requireNothingOf(List<Model> models) {
        for (Model model : models) {
            for (Path earlier : List.of(resultOf(model), runOf(model))) {
                if (Files.exists(earlier)) {
                    throw CommandFailure.badInput("--checkpoint: " + earlier
                            + " is of an earlier run (expected: --resume to continue it, or another folder)");
                }
            }
        }
    }

    private Path runOf(Model model) {
        return folder.resolve(model.name());
    }

    private Path resultOf(Model model) {
        return folder.resolve(model.name() + ".json");
    }
}
