package dev.vmig.fsm;

import java.io.Serial;

/**
 * A call never returns: it waits in virtual time, and no event is left that could wake it. Devices that run on a
 * scheduler throw it instead of hanging.
 */
public final class DeadlockException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param waiting name of the task that waits
     * @param awaited what it waits for
     * @param others what each other task waits for, empty if no other task waits
     */
    public DeadlockException(String waiting, String awaited, String others) {
        super("nothing is due: " + waiting + " waits for " + awaited + (others.isEmpty() ? "" : "; " + others));
    }
}
