package dev.vmig.conformance.kit;

import java.io.Serial;

/** A device does not answer: its driver timed out, loops or has exited. */
public final class NoAnswerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param why reason, for the report */
    public NoAnswerException(String why) {
        super(why);
    }
}
