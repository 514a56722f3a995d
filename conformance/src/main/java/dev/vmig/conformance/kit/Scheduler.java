package dev.vmig.conformance.kit;

import java.time.Duration;

/** Port: the clock of a driver and its device. */
public interface Scheduler {
    /** Lets time pass. */
    void pass(Duration duration);

    /** Runs an action after a delay, during a call if one is in progress. */
    void after(Duration delay, Runnable action);
}
