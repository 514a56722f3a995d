package dev.vmig.conformance.rules;

import java.io.Serial;

/** A file of rules is malformed; the message names file, line and reason. */
public final class RuleFormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    RuleFormatException(String file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
