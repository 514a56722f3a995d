package dev.vmig.conformance.kit;

import java.io.Serial;

/**
 * Port: bounds the steps of a call. The driver spends a step for each command and each turn of a loop that might not
 * end; a call that spends too many is aborted by an exception, and counts as one that never returns.
 */
public final class StepBudget {
    /** A call has used up its steps. */
    public static final class ExhaustedException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        ExhaustedException(int allowed) {
            super("more than " + allowed + " steps in one call");
        }
    }

    /** More steps than any call of a device takes. */
    public static final int OF_A_CALL = 1_000;

    private int allowed;
    private int left;

    /** Begins a call with this number of steps. */
    public void allow(int steps) {
        allowed = steps;
        left = steps;
    }

    /**
     * Spends a step.
     *
     * @throws ExhaustedException if none is left; the driver must not catch it
     */
    public void spend() {
        if (left == 0) {
            throw new ExhaustedException(allowed);
        }
        left--;
    }
}
