package dev.vmig.conformance.testee;

import java.io.Serial;

/** A call behind the protocol failed, but not with an errno. */
public final class RemoteFailureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String what;

    /** @param what failed, as reported */
    public RemoteFailureException(String what) {
        super(what);
        this.what = what;
    }

    /** The reported text, so that a failure reads the same with and without the protocol. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The reported text already begins with the name of the exception.
    public String toString() {
        return what;
    }
}
