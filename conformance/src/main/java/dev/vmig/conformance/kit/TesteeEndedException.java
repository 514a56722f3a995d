package dev.vmig.conformance.kit;

import java.io.Serial;

/** The devices of a testee cannot be opened any more; the findings so far stand. */
public final class TesteeEndedException extends TesteeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param what is wrong, and the remedy */
    public TesteeEndedException(String what) {
        super(what);
    }
}
