package dev.vmig.conformance.vfiouser;

import java.io.IOException;
import java.io.Serial;

/** What came is no message of the protocol, so that it is unknown where the next one begins. */
final class FrameException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    FrameException(String what) {
        super(what);
    }
}
