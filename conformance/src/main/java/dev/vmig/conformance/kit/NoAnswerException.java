package dev.vmig.conformance.kit;

import java.io.Serial;

/** A device does not answer, and will not: its driver has taken too long, has gone in circles, or has ended. */
public final class NoAnswerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param why for a person */
    public NoAnswerException(String why) {
        super(why);
    }
}
