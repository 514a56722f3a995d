package dev.vmig.trace;

import java.io.IOException;
import java.io.Serial;

/** An input is not a valid trace; the message is one line with place and reason. */
public final class TraceFormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param place such as {@code run.jsonl:12}
     * @param reason the fault at that place
     */
    public TraceFormatException(String place, String reason) {
        super(place + ": " + reason);
    }
}
