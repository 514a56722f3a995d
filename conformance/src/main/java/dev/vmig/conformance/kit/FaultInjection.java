package dev.vmig.conformance.kit;

/** Port: what makes a device fail. */
public interface FaultInjection {
    /** The next command that the driver sends fails, or what it waits for if that comes first. */
    void failNext(Side side);

    /** Whether that has still to come. */
    boolean isPending(Side side);
}
