package dev.vmig.conformance.vfiouser;

import dev.vmig.fsm.Errno;
import java.io.Serial;

/** A command is refused with an errno. */
final class Refusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final int error;

    Refusal(Errno errno) {
        super(errno.name());
        this.error = errno.number();
    }

    /** Throws EINVAL unless the condition holds. */
    static void unless(boolean right) throws Refusal {
        if (!right) {
            throw new Refusal(Errno.EINVAL);
        }
    }

    int error() {
        return error;
    }
}
