package dev.vmig.admin;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.Serial;

/** A reset overtook the request: the reset cleans up, and the request has nothing left to undo. */
final class OvertakenException extends ErrnoException {
    @Serial
    private static final long serialVersionUID = 1;

    OvertakenException() {
        super(Errno.EIO, "a reset overtook the request");
    }
}
