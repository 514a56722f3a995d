package dev.vmig.conformance.kit;

/** Port: makes the next command fail. */
public interface FaultInjection {
    /** Makes the driver's next command fail, or the event that it waits for, whichever comes first. */
    void failNext(Side side);

    /** Whether the failure has not occurred yet. */
    boolean isPending(Side side);
}
