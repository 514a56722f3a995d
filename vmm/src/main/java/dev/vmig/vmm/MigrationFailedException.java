package dev.vmig.vmm;

import java.io.Serial;

/** The migration cannot go on; why, and at which end. */
final class MigrationFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    MigrationFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
