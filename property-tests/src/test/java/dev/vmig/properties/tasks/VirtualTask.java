package dev.vmig.properties.tasks;

import dev.vmig.fsm.DeadlockException;
import dev.vmig.vmm.VirtualTime;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One of the {@link VirtualTasks}. */
public final class VirtualTask {
    /** What a task does. */
    @FunctionalInterface
    public interface Body {
        /** Runs to its end; {@code join} throws what it throws. */
        void run() throws Exception;
    }

    /** Unwinds a task that is not wanted any more. An error, so that the task does not take it for a failure of its work. */
    private static final class Cancelled extends Error {
        private static final long serialVersionUID = 1L;

        Cancelled(String name) {
            super(name + ": its tasks are closed");
        }
    }

    private final String name;
    private final Body body;
    private final VirtualTasks tasks;
    private final Semaphore baton = new Semaphore(0);
    private final Thread thread;

    private String what = "its turn to begin";
    private BooleanSupplier happened = () -> true;
    private long deadline = VirtualTime.NEVER;
    private boolean expired;
    private boolean begun;
    private boolean cancelled;
    private boolean ended;
    private @Nullable Throwable failure;

    VirtualTask(String name, Body body, VirtualTasks tasks) {
        this.name = name;
        this.body = body;
        this.tasks = tasks;
        this.thread = new Thread(this::live, name);
        thread.setDaemon(true);
    }

    /** What errors call it. */
    public String name() {
        return name;
    }

    /** Whether it has ended, well or not. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Waits until it has ended.
     *
     * @throws TaskFailedException if it has failed
     * @throws DeadlockException if it never will
     */
    public void join() {
        tasks.awaitEnd(this);
        if (failure != null) {
            throw new TaskFailedException(name, failure);
        }
    }

    private void live() {
        baton.acquireUninterruptibly();
        try {
            if (!cancelled) {
                body.run();
            }
        } catch (Cancelled expected) {
            // That is how it ends.
        } catch (Throwable thrown) { // Errors of assertions too: join throws them.
            failure = thrown;
        } finally {
            ended = true;
            tasks.returnBaton();
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    void waitFor(String something, BooleanSupplier condition, long end) {
        what = something;
        happened = condition;
        deadline = end;
        expired = false;
    }

    /** Waits for its turn; whether that came since what it waits for has happened. */
    boolean awaitBaton() {
        baton.acquireUninterruptibly();
        requireNotCancelled();
        return !expired;
    }

    void takeBaton() {
        if (!begun) {
            begun = true;
            thread.start();
        }
        baton.release();
    }

    boolean isReady() {
        return expired || happened.getAsBoolean();
    }

    long deadline() {
        return deadline;
    }

    void expire() {
        expired = true;
    }

    void cancel() {
        cancelled = true;
    }

    void requireNotCancelled() {
        if (cancelled) {
            throw new Cancelled(name);
        }
    }

    String describe() {
        return name + " waits for " + what;
    }

    /** It has given the baton back for the last time, so that its thread is about to end. */
    void joinThread() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
