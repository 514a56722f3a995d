package dev.vmig.conformance.vfiouser;

import java.io.IOException;
import java.io.Serial;

/** The bytes received are not a message of the protocol; the beginning of the next one is unknown. */
final class FrameException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    FrameException(String what) {
        super(what);
    }
}
