package dev.vmig.fsm;

import java.io.Serial;

/** A call of the uAPI failed: which errno it returned, and why. */
public class ErrnoException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Errno errno;

    /**
     * @param errno the errno of the call
     * @param reason what is wrong, for the log
     */
    public ErrnoException(Errno errno, String reason) {
        super(errno + ": " + reason);
        this.errno = errno;
    }

    /** What the call returned. */
    public Errno errno() {
        return errno;
    }
}
