package dev.vmig.admin;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;

/**
 * A data session, and the file through which the VMM reads or writes it.
 *
 * <p>The file may outlive the session. It then answers ENODEV to everything, sends no command and touches nothing of a
 * later session (K-2, K-7).
 */
abstract sealed class Session implements DataFile permits SavingSession, ResumingSession {
    // A read is not behind the gate, and shares these with the calls that are: the monitor of the session guards them.
    private boolean ended;
    private boolean dead;

    /** Ends the session. Its part object is the driver's to destroy. */
    synchronized void end() {
        ended = true;
    }

    /** Fails the session: the stream cannot continue, and only the state machine can end the session. */
    final synchronized void fail() {
        dead = true;
    }

    final synchronized boolean isDead() {
        return dead;
    }

    final synchronized void requireAlive() throws ErrnoException {
        if (ended || dead) {
            throw new ErrnoException(Errno.ENODEV, ended ? "the session has ended" : "the session has failed");
        }
    }

    /** Bytes of the stream that the session keeps. */
    abstract long queuedBytes();

    @Override
    public final void close() {
        // Sessions end with their state, not with their file.
    }
}
