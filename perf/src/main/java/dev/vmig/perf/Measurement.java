package dev.vmig.perf;

/**
 * How fast one rival was in one round.
 *
 * @param work the name of the {@link Work}
 * @param rival the name of the rival; of a form in C, {@code C} and the form
 * @param round from 0 on
 * @param nanoseconds an operation takes, the median of the iterations
 * @param least the fastest iteration, in nanoseconds
 * @param bytes allocated by an operation; 0 in C
 */
record Measurement(String work, String rival, int round, double nanoseconds, double least, double bytes) {
    /** What the forms in C begin with. */
    static final String C = "C ";

    boolean isC() {
        return rival.startsWith(C);
    }
}
