package dev.vmig.device;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.apache.commons.lang3.Validate;

/**
 * Virtual time that starts at zero and passes only while its owner runs events. They run in order of their time, events of
 * one time in the order in which they were scheduled.
 */
public final class Agenda implements EventScheduler {
    /** Later than any event. */
    public static final long NEVER = Long.MAX_VALUE;

    private record Event(long due, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::due).thenComparingLong(Event::number));
    private long now;
    private long scheduled;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void after(long nanos, Runnable action) {
        Validate.isTrue(nanos >= 0, "nanos: %d (expected: not negative)", nanos);
        events.add(new Event(now + nanos, scheduled++, action));
    }

    /** Runs the next event that is due up to {@code end}, and sets the time to its time; whether there was one. */
    public boolean runNext(long end) {
        if (nextDue() > end || events.isEmpty()) {
            return false;
        }
        Event next = events.remove();
        advanceTo(next.due());
        next.action().run();
        return true;
    }

    /** The time of the next event; {@link #NEVER} without one. */
    public long nextDue() {
        Event next = events.peek();
        return next == null ? NEVER : next.due();
    }

    /** Sets the time, unless it is later already. */
    public void advanceTo(long time) {
        now = Math.max(now, time);
    }

    /** Runs the events of the next {@code nanos} nanoseconds. */
    public void runFor(long nanos) {
        long end = now + nanos;
        while (runNext(end)) {
            // Until nothing is due.
        }
        advanceTo(end);
    }

    /** Runs events until the condition holds; false if no event is left. */
    public boolean runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!runNext(NEVER)) {
                return false;
            }
        }
        return true;
    }

    /** Runs all events, which must not schedule each other forever. */
    public void runAll() {
        runUntil(() -> false);
    }
}
