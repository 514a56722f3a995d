package dev.vmig.conformance.testee;

import java.io.Serial;

/** A call failed at the other end, and not with an errno. */
public final class RemoteFailureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String what;

    /** @param what failed, as it was told */
    public RemoteFailureException(String what) {
        super(what);
        this.what = what;
    }

    /** As it was told, so that it reads as if it had happened here. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The text already begins with what the other end has for a class.
    public String toString() {
        return what;
    }
}
