package dev.vmig.perf;

import java.time.Duration;

/**
 * How long to measure. Iterations are short and many, and their median counts, because on a shared machine a long one
 * hardly ever goes undisturbed.
 *
 * @param rounds how often all rivals take turns
 * @param warmups iterations that do not count
 * @param warmup how long each of them takes
 * @param iterations iterations that count
 * @param iteration how long each of them takes
 */
record Effort(int rounds, int warmups, Duration warmup, int iterations, Duration iteration) {
    /** For numbers to keep. */
    static Effort full(int rounds) {
        return new Effort(rounds, 10, Duration.ofMillis(200), 40, Duration.ofMillis(50));
    }

    /** For a first impression, within two minutes. */
    static Effort quick() {
        return new Effort(1, 4, Duration.ofMillis(40), 10, Duration.ofMillis(10));
    }
}
