package dev.vmig.trace.walk;

import java.io.Serial;

/** The search was stopped because too many orders of overlapping calls are possible. */
public final class SearchLimitException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SearchLimitException(String message) {
        super(message);
    }
}
