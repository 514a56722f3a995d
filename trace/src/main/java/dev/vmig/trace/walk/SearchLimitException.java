package dev.vmig.trace.walk;

import java.io.Serial;

/** So many orders of overlapping calls are possible that the search was given up. */
public final class SearchLimitException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SearchLimitException(String message) {
        super(message);
    }
}
