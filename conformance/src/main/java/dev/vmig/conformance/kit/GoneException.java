package dev.vmig.conformance.kit;

import java.io.Serial;

/** The devices of a testee cannot be opened any more: what was found out until now is all that there is. */
public final class GoneException extends TesteeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param what is wrong, with what would help */
    public GoneException(String what) {
        super(what);
    }
}
