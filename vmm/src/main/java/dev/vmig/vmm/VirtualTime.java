package dev.vmig.vmm;

import dev.vmig.device.EventScheduler;
import dev.vmig.fsm.DeadlockException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when somebody waits. It starts at zero, and everything that is due happens in order: what was
 * asked for first comes first.
 *
 * <p>Whoever waits runs what is due on its own stack, so that of two that wait the later one returns first. Where that
 * is not good enough there are {@link VirtualTasks}: a task that waits lets all others go on.
 */
public final class VirtualTime implements EventScheduler, InstantSource {
    /** Later than anything. */
    static final long NEVER = Long.MAX_VALUE;

    private record Event(long due, long number, Runnable action) {}

    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::due).thenComparingLong(Event::number));
    private long now;
    private long events;
    private @Nullable VirtualTasks tasks;

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
        agenda.add(new Event(now + nanos, events++, action));
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
     * @return whether it has happened; if not, the limit has passed or nothing is left that could make it happen. A task
     *     always waits for all of the limit
     */
    public boolean runUntil(BooleanSupplier happened, Duration limit) {
        long end = now + limit.toNanos();
        return (tasks != null && tasks.isInTask())
                ? tasks.park("something for at most " + limit, happened, end)
                : drive(happened, end);
    }

    /**
     * Lets time pass until something has happened, however long that takes.
     *
     * @param what what is waited for, for the error
     * @throws DeadlockException if nothing is left that could make it happen
     */
    public void await(String what, BooleanSupplier happened) {
        if (tasks != null && tasks.isInTask()) {
            tasks.park(what, happened, NEVER);
        } else if (!drive(happened, NEVER)) {
            throw new DeadlockException("the caller", what, tasks == null ? "" : tasks.describeWaiting());
        }
    }

    private boolean drive(BooleanSupplier happened, long end) {
        while (!happened.getAsBoolean()) {
            boolean resumed = tasks != null && tasks.resumeOne();
            if (!resumed && !goOn(end)) {
                return false;
            }
        }
        return true;
    }

    /** Goes on to the next event, or to the next moment at which a task has waited for long enough. */
    private boolean goOn(long end) {
        Event next = agenda.peek();
        long due = next == null ? NEVER : next.due();
        long deadline = tasks == null ? NEVER : tasks.earliestDeadline();
        if (tasks != null && deadline < due && deadline <= end) {
            now = Math.max(now, deadline);
            tasks.expire(deadline);
            return true;
        }
        if (next == null || due > end) {
            return false;
        }
        agenda.remove();
        now = Math.max(now, due);
        next.action().run();
        return true;
    }

    /** From now on there are tasks. */
    void attach(VirtualTasks added) {
        Validate.validState(tasks == null, "there are tasks already: close them first");
        tasks = added;
    }

    /** There are no tasks any more. */
    void detach() {
        tasks = null;
    }
}
