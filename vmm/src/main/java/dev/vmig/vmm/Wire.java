package dev.vmig.vmm;

/** What bytes of a device's stream cross on their way, and where the link between the hosts may be lost. */
@FunctionalInterface
public interface Wire {
    /** One that is never lost. */
    Wire SOUND = bytes -> {};

    /**
     * Carries bytes to the target.
     *
     * @throws LinkLostException if they do not arrive, nor anything after them
     */
    void carry(int bytes) throws LinkLostException;
}
