package dev.vmig.vmm;

import java.io.Serial;

/** Somebody waits in virtual time, and nothing is left that could happen. */
public final class DeadlockException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param others which tasks wait for what, empty if none does
     */
    DeadlockException(String who, String what, String others) {
        super("nothing is due: " + who + " waits for " + what + (others.isEmpty() ? "" : "; " + others));
    }
}
