package dev.vmig.conformance.testee;

import java.io.Serial;

/** A line is not what the protocol says: which field, its value, and the expectation. */
final class MessageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MessageException(String reason) {
        super(reason);
    }
}
