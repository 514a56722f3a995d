package dev.vmig.conformance.kit;

import java.io.Serial;

/** A testee cannot be judged: it differs from its declaration, or cannot be reached. This is no verdict. */
public class TesteeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param what is wrong, with value and expectation */
    public TesteeException(String what) {
        super(what);
    }

    /**
     * @param what is wrong, with value and expectation
     * @param cause of it
     */
    public TesteeException(String what, Throwable cause) {
        super(what, cause);
    }
}
