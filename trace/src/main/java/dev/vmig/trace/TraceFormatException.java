package dev.vmig.trace;

import java.io.IOException;
import java.io.Serial;

/** What was given as a trace cannot be read as one; the message is one line that says where and why. */
public final class TraceFormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param place where, as in {@code run.jsonl:12}
     * @param reason what is wrong there
     */
    public TraceFormatException(String place, String reason) {
        super(place + ": " + reason);
    }
}
