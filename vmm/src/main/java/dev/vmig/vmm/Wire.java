package dev.vmig.vmm;

/** The connection that carries the device streams; tests make it fail. */
@FunctionalInterface
public interface Wire {
    /** A connection that never fails. */
    Wire SOUND = bytes -> {};

    /**
     * Carries bytes to the target.
     *
     * @throws LinkLostException if they do not arrive, nor anything after them
     */
    void carry(int bytes) throws LinkLostException;
}
