package dev.vmig.vmm;

import java.io.Serial;

/** The other host cannot be reached any more. */
public final class LinkLostException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param when what was to be sent
     */
    public LinkLostException(String when) {
        super("link lost: " + when);
    }
}
