package dev.vmig.conformance.kit;

import java.time.Duration;

/** Port: the time that a driver and its device go by. */
public interface Scheduler {
    /** Lets time pass. */
    void pass(Duration duration);

    /** Has something happen when so much time has passed, in the midst of a call if need be. */
    void after(Duration delay, Runnable action);
}
