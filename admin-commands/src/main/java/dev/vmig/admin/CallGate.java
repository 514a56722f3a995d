package dev.vmig.admin;

import dev.vmig.fsm.ErrnoException;
import org.apache.commons.lang3.Validate;

/**
 * One call at a time, and the reset that comes during it is deferred to its end: the actions AskReset and HandleReset of
 * the TLA+ module {@code VirtioVf}.
 *
 * <p>It need not be safe for threads. The reset comes from within the call, while that waits for the admin queue.
 */
final class CallGate {
    /** A call of the uAPI. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws ErrnoException;
    }

    private final Runnable handleReset;
    private final boolean finishOvertaken;
    private boolean busy;
    private boolean resetting;

    CallGate(Runnable handleReset, DriverProfile profile) {
        this.handleReset = handleReset;
        this.finishOvertaken = profile.has(Quirk.K_5);
    }

    <T> T during(Call<T> call) throws ErrnoException {
        enter();
        try {
            return call.run();
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
        resetting = true;
        if (!busy) {
            busy = true;
            leave();
        }
    }

    /** Whether a reset waits for the call in progress to give up. */
    boolean isOvertaken() {
        return resetting && !finishOvertaken;
    }

    /** The {@link Checkpoint} of arcs. */
    void pass() throws OvertakenException {
        if (isOvertaken()) {
            throw new OvertakenException();
        }
    }

    private void enter() {
        Validate.validState(!busy, "a call is in progress: only a reset may come now");
        busy = true;
    }

    private void leave() {
        try {
            // Handling a reset takes a command, during which the next reset may come.
            while (resetting) {
                resetting = false;
                handleReset.run();
            }
        } finally {
            busy = false;
        }
    }
}
