package dev.vmig.vmm;

import java.io.Serial;

/** The migration cannot go on; the message names side, device and request. */
final class MigrationFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    MigrationFailedException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
