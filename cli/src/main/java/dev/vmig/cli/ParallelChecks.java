package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.Model;
import dev.vmig.spec.TlcOptions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs several models in parallel, each with one TLC thread, since most are small. A single model gets all threads.
 *
 * @param last results that may be reused, except for a single model
 */
record ParallelChecks(Checks checks, int workers, Optional<String> heap, Optional<LastResults> last) {
    /** The results in the order of the models; long ones start first, and the first failure ends all. */
    List<CheckedModel> run(List<Model> models, CheckListener listener) throws InterruptedException {
        if (models.size() == 1) {
            listener.begins(models.get(0).name());
            return List.of(check(models.get(0), options(models.get(0), workers), true));
        }
        List<Model> longestFirst = models.stream()
                .sorted(Comparator.comparingDouble(Model::seconds).reversed())
                .toList();
        Map<String, CheckedModel> checked = new HashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            var ended = new ExecutorCompletionService<CheckedModel>(pool);
            longestFirst.forEach(model -> ended.submit(() -> oneOfMany(model, listener)));
            for (int i = 0; i < models.size(); i++) {
                CheckedModel one = ended.take().get();
                checked.put(one.outcome().model().name(), one);
            }
            return models.stream()
                    .map(model -> Objects.requireNonNull(checked.get(model.name())))
                    .toList();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private CheckedModel oneOfMany(Model model, CheckListener listener) throws InterruptedException {
        TlcOptions options = options(model, 1);
        Optional<CheckedModel> unchanged = last.flatMap(results -> results.find(model, options));
        if (unchanged.isEmpty()) {
            listener.begins(model.name());
        }
        CheckedModel checked = unchanged.isPresent() ? unchanged.get() : check(model, options, false);
        last.ifPresent(results -> results.keep(checked));
        listener.ended(CheckReport.row(checked));
        return checked;
    }

    private CheckedModel check(Model model, TlcOptions options, boolean explained) throws InterruptedException {
        return readable(checks.model(model, options, explained));
    }

    /**
     * Requires that TLC could read and evaluate the specification. A module that does not parse mostly stops all models
     * that extend it, so that the others are not worth their time.
     */
    static CheckedModel readable(CheckedModel checked) {
        return switch (checked.outcome().result().verdict()) {
            case SPEC_ERROR, CONFIG_ERROR, EVALUATION_ERROR ->
                throw CommandFailure.badInput(checked.outcome().result().message());
            default -> checked;
        };
    }

    private TlcOptions options(Model model, int threads) {
        TlcOptions options = model.options(threads);
        return heap.map(options::withHeap).orElse(options);
    }
}
