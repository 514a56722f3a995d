package dev.vmig.device;

/**
 * The clock and the agenda that the simulated device lives by; the composition root implements it in virtual time.
 *
 * <p>The device has no thread and asks for no other time. All calls into this package, those of the scheduler included,
 * come from one thread at a time.
 */
public interface EventScheduler {
    /** The time in nanoseconds, from any origin; it never goes back. */
    long nanoTime();

    /**
     * Has a task run {@code nanos} from now, never inside this call. Tasks that are due at the same time run in the order
     * in which they were handed over.
     *
     * @param nanos 0 or more
     */
    void after(long nanos, Runnable task);
}
