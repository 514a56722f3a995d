package dev.vmig.perf;

/**
 * How long to measure. Iterations are short and many, and their median counts, because on a shared machine a long one
 * hardly ever goes undisturbed.
 *
 * @param rounds how often all rivals take turns
 * @param warmups iterations that do not count
 * @param warmupMillis how long each of them takes
 * @param iterations iterations that count
 * @param iterationMillis how long each of them takes
 */
record Effort(int rounds, int warmups, int warmupMillis, int iterations, int iterationMillis) {
    /** For numbers to keep. */
    static Effort full(int rounds) {
        return new Effort(rounds, 10, 200, 40, 50);
    }

    /** For a first impression, within two minutes. */
    static Effort quick() {
        return new Effort(1, 4, 40, 10, 10);
    }
}
