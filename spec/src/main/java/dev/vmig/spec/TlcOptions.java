package dev.vmig.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.lang3.Validate;

/**
 * The options of a TLC run; the model has its properties.
 *
 * @param workers threads that search, at least 1
 * @param limit processor time of one worker after which TLC is stopped
 * @param coverage whether each action's steps are counted, which takes time
 * @param alone whether it has a JVM to itself, for models that take long; otherwise it shares one with other models
 * @param heap of TLC's JVM, as {@code -Xmx} has it: {@code 8g}; without it the JVM decides
 * @param checkpoints where the run is kept, so that it can be resumed; without them it is not kept
 */
public record TlcOptions(
        int workers,
        Duration limit,
        boolean coverage,
        boolean alone,
        Optional<String> heap,
        Optional<Checkpoints> checkpoints) {

    /** No limit in practice. */
    static final Duration NO_LIMIT = Duration.ofDays(365);

    private static final Pattern HEAP = Pattern.compile("[1-9]\\d*[kKmMgGtT]");

    /** Checks the ranges. */
    public TlcOptions {
        Validate.isTrue(workers > 0, "workers: %d (expected: > 0)", workers);
        Validate.isTrue(limit.toNanos() > 0, "limit: %s (expected: > 0)", limit);
        heap.ifPresent(size -> Validate.isTrue(isHeap(size), "heap: %s (expected: a size such as 8g)", size));
    }

    /** The usual: coverage, a JVM that is shared, and nothing kept. */
    public static TlcOptions of(int workers, Duration limit) {
        return new TlcOptions(workers, limit, true, false, Optional.empty(), Optional.empty());
    }

    /** The processor time of all workers after which TLC is stopped. */
    Duration limitOfAll() {
        return limit.multipliedBy(workers);
    }

    /** Whether {@code size} is a size of a heap: a number and a unit. */
    public static boolean isHeap(String size) {
        return HEAP.matcher(size).matches();
    }

    /** The same without counting the steps of actions. */
    public TlcOptions withoutCoverage() {
        return new TlcOptions(workers, limit, false, alone, heap, checkpoints);
    }

    /** The same with another number of threads. */
    public TlcOptions withWorkers(int threads) {
        return new TlcOptions(threads, limit, coverage, alone, heap, checkpoints);
    }

    /** The same in a JVM of its own. */
    public TlcOptions inItsOwnJvm() {
        return new TlcOptions(workers, limit, coverage, true, heap, checkpoints);
    }

    /** The same with a heap of {@code size}, in a JVM of its own. */
    public TlcOptions withHeap(String size) {
        return new TlcOptions(workers, limit, coverage, true, Optional.of(size), checkpoints);
    }

    /** The same in a JVM of its own, with checkpoints and as many threads as they demand. */
    public TlcOptions withCheckpoints(Checkpoints kept) {
        return new TlcOptions(kept.workers(), limit, coverage, true, heap, Optional.of(kept));
    }

    /** Of a JVM of its own. */
    List<String> flags() {
        return TlcJvm.lasting(heap);
    }
}
