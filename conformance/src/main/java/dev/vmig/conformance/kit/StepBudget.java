package dev.vmig.conformance.kit;

import java.io.Serial;

/**
 * Port: how many steps a call may take. The driver, or its composition, spends one for each command, or each turn of a loop
 * that might not end; a call that spends too many is thrown out, and counts as one that never returns.
 */
public final class StepBudget {
    /** More steps were taken than a call may take. */
    public static final class ExhaustedException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        ExhaustedException(int allowed) {
            super("more than " + allowed + " steps in one call");
        }
    }

    /** No call of a device takes so many steps. */
    public static final int OF_A_CALL = 1_000;

    private int allowed;
    private int left;

    /** A call begins that may take so many steps. */
    public void allow(int steps) {
        allowed = steps;
        left = steps;
    }

    /**
     * A step.
     *
     * @throws ExhaustedException if there are none left; the driver lets it through
     */
    public void spend() {
        if (left == 0) {
            throw new ExhaustedException(allowed);
        }
        left--;
    }
}
