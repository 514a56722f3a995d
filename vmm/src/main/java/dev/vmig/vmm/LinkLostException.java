package dev.vmig.vmm;

import java.io.Serial;

/** The connection to the destination host is lost. */
public final class LinkLostException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param sent what was being sent
     */
    public LinkLostException(String sent) {
        super("link lost: " + sent);
    }
}
