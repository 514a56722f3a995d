package dev.vmig.conformance.testee;

import java.io.Serial;

/** A line violates the protocol; the message names field, value and expectation. */
final class MessageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MessageException(String reason) {
        super(reason);
    }
}
