package dev.vmig.vmm;

import dev.vmig.device.EventScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.apache.commons.lang3.Validate;

/**
 * Time that passes only when somebody waits. It starts at zero, and everything that is due happens in order: what was
 * asked for first comes first.
 */
public final class VirtualTime implements EventScheduler, InstantSource {
    private record Task(long due, long number, Runnable action) {}

    private final PriorityQueue<Task> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long now;
    private long tasks;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public void after(long nanos, Runnable action) {
        Validate.isTrue(nanos >= 0, "nanos: %d (expected: not negative)", nanos);
        agenda.add(new Task(now + nanos, tasks++, action));
    }

    /** Lets this much time pass, with all that happens in it. */
    public void pass(Duration duration) {
        long end = now + duration.toNanos();
        boolean[] reached = {false};
        after(duration.toNanos(), () -> reached[0] = true);
        runUntil(() -> reached[0], Duration.ofNanos(end - now));
    }

    /**
     * Lets time pass until something has happened.
     *
     * @param limit how long to wait for it
     * @return whether it has happened; if not, the limit has passed or nothing is left that could make it happen
     */
    public boolean runUntil(BooleanSupplier happened, Duration limit) {
        long end = now + limit.toNanos();
        while (!happened.getAsBoolean()) {
            Task next = agenda.peek();
            if (next == null || next.due() > end) {
                return false;
            }
            agenda.remove();
            now = Math.max(now, next.due());
            next.action().run();
        }
        return true;
    }
}
