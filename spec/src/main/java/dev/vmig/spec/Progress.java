package dev.vmig.spec;

/**
 * How far a running check has come.
 *
 * @param depth steps from the initial states
 * @param generated states computed, repetitions included
 * @param distinct different states among them
 * @param queued states whose successors are not known yet
 */
public record Progress(int depth, long generated, long distinct, long queued) {

    static final Progress NONE = new Progress(0, 0, 0, 0);
}
