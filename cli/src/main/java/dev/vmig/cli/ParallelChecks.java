package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.Model;
import dev.vmig.spec.TlcOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several models at the same time, each with one thread of TLC: most are small, and would not gain by more. A single one
 * gets all threads.
 */
record ParallelChecks(Checks checks, int workers, Optional<String> heap) {
    /** The answers in the order of the models; the large ones begin first. */
    List<CheckedModel> run(List<Model> models, Progress progress) throws InterruptedException {
        if (models.size() == 1) {
            progress.begin(models.get(0).name());
            return List.of(check(models.get(0), workers, true));
        }
        List<Model> largestFirst = models.stream()
                .sorted(Comparator.comparingLong(Model::distinct).reversed())
                .toList();
        Map<Model, Future<CheckedModel>> answers = new HashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            largestFirst.forEach(model -> answers.put(model, pool.submit(() -> begin(model, progress))));
            List<CheckedModel> checked = new ArrayList<>();
            for (Model model : models) {
                checked.add(Objects.requireNonNull(answers.get(model)).get());
            }
            return checked;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private CheckedModel begin(Model model, Progress progress) throws InterruptedException {
        progress.begin(model.name());
        return check(model, 1, false);
    }

    private CheckedModel check(Model model, int threads, boolean explained) throws InterruptedException {
        TlcOptions options = model.options(threads);
        return checks.model(model, heap.map(options::withHeap).orElse(options), explained);
    }
}
