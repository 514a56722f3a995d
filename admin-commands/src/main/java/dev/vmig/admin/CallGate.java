package dev.vmig.admin;

import dev.vmig.fsm.ErrnoException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * One call at a time, and the reset that comes during it is deferred to its end: the actions AskReset and HandleReset of
 * the TLA+ module {@code VirtioVf}.
 *
 * <p>Callers of several threads wait for each other. A reset never waits: it leaves a mark, and either takes the gate or
 * knows that the thread that has it looks for the mark before it gives the gate up. Both happen under one monitor, so
 * that no mark is missed. A thread that has the gate, and is given other work while it waits for the admin queue, may
 * ask for a reset or look at the state, but not make a second call.
 */
final class CallGate {
    private final Runnable handleReset;
    private final boolean finishOvertaken;
    private final ReentrantLock gate = new ReentrantLock();
    private final Object mark = new Object();
    /** Written under {@link #mark}. */
    private volatile boolean resetting;

    CallGate(Runnable handleReset, DriverProfile profile) {
        this.handleReset = handleReset;
        this.finishOvertaken = profile.has(Quirk.K_5);
    }

    <T> T during(FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        enter();
        try {
            return call.get();
        } finally {
            leave();
        }
    }

    /** A look at what the gate guards; as it sends nothing it may come from within a call. */
    <T> T look(Supplier<T> look) {
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

    /** The last call: it cannot fail. */
    void close(Runnable call) {
        enter();
        try {
            call.run();
        } finally {
            leave();
        }
    }

    void reset() {
        synchronized (mark) {
            resetting = true;
            if (gate.isHeldByCurrentThread() || !gate.tryLock()) {
                return;
            }
        }
        leave();
    }

    /** Whether a reset waits for the call in progress to give up. */
    boolean isOvertaken() {
        return resetting && !finishOvertaken;
    }

    /** To be called between two commands of an arc, which ends if a reset waits. */
    void pass() throws OvertakenException {
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
                gate.unlock(); // Handling threw: the gate opens all the same.
            }
        }
    }

    /** Takes the mark of a reset away, or else gives up the gate. */
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
