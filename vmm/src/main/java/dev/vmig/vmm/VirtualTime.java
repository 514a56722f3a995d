package dev.vmig.vmm;

import dev.vmig.device.Agenda;
import dev.vmig.device.EventScheduler;
import dev.vmig.fsm.DeadlockException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.apache.commons.lang3.Validate;

/**
 * Time that passes only while a caller waits. It starts at zero. Events that are due run in order of their time, events of
 * one time in the order in which they were scheduled.
 *
 * <p>A caller that waits runs the events on its own stack, so that of two callers that wait the later one returns first.
 * {@link Tasks} with stacks of their own lift that limit.
 */
public final class VirtualTime implements EventScheduler, InstantSource {
    /** Later than anything. */
    public static final long NEVER = Agenda.NEVER;

    /** Cooperative tasks in this time: a task that waits lets the others run. */
    public interface Tasks {
        /** No tasks. */
        Tasks NONE = new Tasks() {};

        /** Whether the caller is a task. */
        default boolean isInTask() {
            return false;
        }

        /** Suspends the calling task until something has happened, or the time is {@code end}; whether it has happened. */
        default boolean park(String what, BooleanSupplier happened, long end) {
            throw new IllegalStateException("the caller is not a task");
        }

        /** Resumes one runnable task; false if none is runnable. */
        default boolean resumeOne() {
            return false;
        }

        /** The earliest deadline of a waiting task. */
        default long earliestDeadline() {
            return NEVER;
        }

        /** Ends the wait of the first task with this deadline. */
        default void expire(long deadline) {}

        /** What each task waits for; empty if there is none. */
        default String describeWaiting() {
            return "";
        }
    }

    private final Agenda agenda = new Agenda();
    private Tasks tasks = Tasks.NONE;

    @Override
    public long nanoTime() {
        return agenda.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public void after(long nanos, Runnable action) {
        agenda.after(nanos, action);
    }

    /** Lets this much time pass, and runs all events in it. */
    public void pass(Duration duration) {
        boolean[] reached = {false};
        after(duration.toNanos(), () -> reached[0] = true);
        runUntil(() -> reached[0], duration);
    }

    /**
     * Lets time pass until something has happened.
     *
     * @param limit how long to wait for it
     * @return whether it has happened; if not, the limit has passed, or no event is left that could make it happen. A
     *     task always waits for the whole limit
     */
    public boolean runUntil(BooleanSupplier happened, Duration limit) {
        long end = nanoTime() + limit.toNanos();
        return tasks.isInTask() ? tasks.park("something for at most " + limit, happened, end) : drive(happened, end);
    }

    /**
     * Lets time pass until something has happened, however long that takes.
     *
     * @param what the awaited event, for the error
     * @throws DeadlockException if no event is left that could make it happen
     */
    public void await(String what, BooleanSupplier happened) {
        if (tasks.isInTask()) {
            tasks.park(what, happened, NEVER);
        } else if (!drive(happened, NEVER)) {
            throw new DeadlockException("the caller", what, tasks.describeWaiting());
        }
    }

    private boolean drive(BooleanSupplier happened, long end) {
        while (!happened.getAsBoolean()) {
            if (!tasks.resumeOne() && !goOn(end)) {
                return false;
            }
        }
        return true;
    }

    /** Advances to the next event or deadline of a task. */
    private boolean goOn(long end) {
        long deadline = tasks.earliestDeadline();
        if (deadline < agenda.nextDue() && deadline <= end) {
            agenda.advanceTo(deadline);
            tasks.expire(deadline);
            return true;
        }
        return agenda.runNext(end);
    }

    /** Enables tasks. */
    public void attach(Tasks added) {
        Validate.validState(tasks == Tasks.NONE, "there are tasks already: close them first");
        tasks = added;
    }

    /** Disables tasks. */
    public void detach() {
        tasks = Tasks.NONE;
    }
}
