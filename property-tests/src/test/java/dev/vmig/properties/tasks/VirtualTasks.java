package dev.vmig.properties.tasks;

import dev.vmig.fsm.DeadlockException;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait in virtual time, each with a stack of its own, so that they really interleave: many migrations at
 * once, resets in the midst of them.
 *
 * <pre>
 *   spawn --> ready --> runs --> ended
 *               ^         |
 *               +-- waits +   runUntil, pass, await, join
 * </pre>
 *
 * <p>Exactly one of the tasks and their owner, the thread that made them, runs at a time: the owner hands over a baton
 * whenever it waits itself, and gets it back when the task waits or ends. Events run with the owner. Tasks that can go on
 * do so before the next event, in the order in which they began to wait, or in one that is drawn; so that a run is the
 * same whenever the program and the seed are.
 *
 * <p>Closing ends tasks that have not ended: they are thrown out of where they wait, and their threads are gone.
 */
public final class VirtualTasks implements VirtualTime.Tasks, AutoCloseable {
    private final VirtualTime time;
    private final @Nullable RandomGenerator order;
    private final List<VirtualTask> all = new ArrayList<>();
    private final List<VirtualTask> waiting = new ArrayList<>();
    private final Semaphore baton = new Semaphore(0);
    private @Nullable VirtualTask running;

    private VirtualTasks(VirtualTime time, @Nullable RandomGenerator order) {
        this.time = time;
        this.order = order;
        time.attach(this);
    }

    /** Tasks that go on in the order in which they began to wait. */
    public static VirtualTasks in(VirtualTime time) {
        return new VirtualTasks(time, null);
    }

    /** Tasks of which one that can go on is drawn. */
    public static VirtualTasks drawn(VirtualTime time, RandomGenerator order) {
        return new VirtualTasks(time, order);
    }

    /**
     * Adds a task, which begins when a task waits.
     *
     * @param name what errors call it
     */
    public VirtualTask spawn(String name, VirtualTask.Body body) {
        VirtualTask task = new VirtualTask(name, body, this);
        all.add(task);
        waiting.add(task);
        return task;
    }

    /**
     * Waits until all tasks have ended, those included that they spawn.
     *
     * @throws TaskFailedException if one has failed; that of the first, with those of the others suppressed
     * @throws DeadlockException if they wait for each other
     */
    public void joinAll() {
        for (int i = 0; i < all.size(); i++) {
            awaitEnd(all.get(i));
        }
        TaskFailedException first = null;
        for (VirtualTask task : all) {
            Throwable failure = task.failure();
            if (failure != null) {
                TaskFailedException failed = new TaskFailedException(task.name(), failure);
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        Validate.validState(!isInTask(), "tasks are closed by their owner, not by one of them");
        for (VirtualTask task : List.copyOf(waiting)) {
            task.cancel();
            resume(task);
        }
        all.forEach(VirtualTask::joinThread);
        time.detach();
    }

    void awaitEnd(VirtualTask task) {
        time.await("the end of " + task.name(), task::hasEnded);
    }

    @Override
    public boolean isInTask() {
        return running != null;
    }

    @Override
    public boolean park(String what, BooleanSupplier happened, long end) {
        VirtualTask task = Objects.requireNonNull(running, "running");
        task.requireNotCancelled();
        if (happened.getAsBoolean()) {
            return true;
        }
        task.waitFor(what, happened, end);
        waiting.add(task);
        returnBaton();
        return task.awaitBaton();
    }

    /** A task gives the baton back, since it waits or has ended. */
    void returnBaton() {
        running = null;
        baton.release();
    }

    @Override
    public boolean resumeOne() {
        List<VirtualTask> ready = List.of();
        for (VirtualTask task : waiting) { // Comes after every event, and mostly finds none.
            if (task.isReady()) {
                ready = ready.isEmpty() ? new ArrayList<>() : ready;
                ready.add(task);
            }
        }
        if (!ready.isEmpty()) {
            resume(ready.get(order == null ? 0 : order.nextInt(ready.size())));
            return true;
        }
        return false;
    }

    private void resume(VirtualTask task) {
        waiting.remove(task);
        running = task;
        task.takeBaton();
        baton.acquireUninterruptibly();
    }

    @Override
    public long earliestDeadline() {
        long earliest = VirtualTime.NEVER;
        for (VirtualTask task : waiting) {
            earliest = Math.min(earliest, task.deadline());
        }
        return earliest;
    }

    @Override
    public void expire(long deadline) {
        waiting.stream().filter(task -> task.deadline() == deadline).findFirst().ifPresent(VirtualTask::expire);
    }

    @Override
    public String describeWaiting() {
        return waiting.stream().map(VirtualTask::describe).collect(Collectors.joining("; "));
    }
}
