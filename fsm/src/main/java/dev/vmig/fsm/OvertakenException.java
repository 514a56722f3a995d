package dev.vmig.fsm;

import java.io.Serial;

/** A reset overtook the request; the reset undoes what the request has done. */
public final class OvertakenException extends ErrnoException {
    @Serial
    private static final long serialVersionUID = 1;

    OvertakenException() {
        super(Errno.EIO, "a reset overtook the request");
    }
}
