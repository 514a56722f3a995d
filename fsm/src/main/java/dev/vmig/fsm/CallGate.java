package dev.vmig.fsm;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * Serialises the calls of a driver and defers a reset during a call to the end of that call: the actions AskReset and
 * HandleReset of the TLA+ module {@code VirtioVf}.
 *
 * <p>Calls of several threads wait for each other. A reset never waits: it sets a mark, and either takes the gate or relies
 * on the thread that holds it, which checks the mark before it releases the gate. Both happen under one monitor, so that no
 * mark is missed. While a completion is awaited, re-entrant calls are limited to {@link #reset} and {@link #look}.
 */
public final class CallGate {
    private final Runnable handleReset;
    private final boolean finishOvertaken;
    private final ReentrantLock gate = new ReentrantLock();
    private final Object mark = new Object();
    /** Written under {@link #mark}. */
    private volatile boolean resetting;

    /**
     * Creates a free gate.
     *
     * @param handleReset executes a deferred reset
     */
    public CallGate(Runnable handleReset) {
        this(handleReset, false);
    }

    /**
     * Creates a free gate.
     *
     * @param finishOvertaken whether a call goes on to its end although a reset waits (K-5)
     */
    public CallGate(Runnable handleReset, boolean finishOvertaken) {
        this.handleReset = handleReset;
        this.finishOvertaken = finishOvertaken;
    }

    /** Makes a call; handles a reset that occurred meanwhile before it returns. */
    public <T> T during(FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        enter();
        try {
            return call.get();
        } finally {
            leave();
        }
    }

    /** Reads guarded state; allowed within a call, as it sends no command. */
    public <T> T look(Supplier<T> look) {
        if (gate.isHeldByCurrentThread()) {
            return look.get();
        }
        enter();
        try {
            return look.get();
        } finally {
            leave();
        }
    }

    /** Makes the last call, which cannot fail. */
    public void close(Runnable call) {
        enter();
        try {
            call.run();
        } finally {
            leave();
        }
    }

    /** Resets the device at the end of the call in progress, or at once without one. */
    public void reset() {
        synchronized (mark) {
            resetting = true;
            if (gate.isHeldByCurrentThread() || !gate.tryLock()) {
                return;
            }
        }
        leave();
    }

    /** Whether the call in progress has to end early, since a reset waits. */
    public boolean isOvertaken() {
        return resetting && !finishOvertaken;
    }

    /**
     * To be called between two commands of an arc.
     *
     * @throws OvertakenException if a reset waits, so that the rest of the arc must not be done
     */
    public void pass() throws OvertakenException {
        if (isOvertaken()) {
            throw new OvertakenException();
        }
    }

    private void enter() {
        Validate.validState(!gate.isHeldByCurrentThread(), "a call is in progress: only a reset may come now");
        gate.lock();
    }

    private void leave() {
        try {
            // Handling a reset takes a command, during which the next reset may come.
            while (takeMark()) {
                handleReset.run();
            }
        } finally {
            if (gate.isHeldByCurrentThread()) {
                gate.unlock(); // The handler threw an exception: the gate is released all the same.
            }
        }
    }

    /** Clears the mark of a reset, or else releases the gate. */
    private boolean takeMark() {
        synchronized (mark) {
            boolean marked = resetting;
            resetting = false;
            if (!marked) {
                gate.unlock();
            }
            return marked;
        }
    }
}
