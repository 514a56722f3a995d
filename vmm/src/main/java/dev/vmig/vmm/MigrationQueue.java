package dev.vmig.vmm;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.lang3.Validate;

/**
 * Queues migrations for which the owner has no free part object. The driver fails them with ENOSPC (Virtio 1.4, 2.12.1.3:
 * at most 255 objects for all members); waiting is up to the VMM.
 *
 * <pre>
 *   ask --&gt; [queue empty?] --yes--&gt; begins
 *                  |                   | ENOSPC
 *                  no --&gt; last in line &lt;-+
 *                            | an object is free, and it is first in line
 *                            +--&gt; begins
 * </pre>
 *
 * <p>First come, first served: a migration that is added while others wait goes behind them, even if an object is free at
 * that moment, so that none starves. The queue counts no objects: the answer of the driver decides, as objects may be in
 * use for other purposes.
 *
 * <p>The queue has no thread: the call that frees an object begins the next migration.
 */
public final class MigrationQueue {
    /** A migration that has not begun. */
    public interface Candidate {
        /**
         * Takes the first step that needs an object.
         *
         * @throws ErrnoException ENOSPC if there is no object for it, and nothing has changed
         */
        void begin() throws ErrnoException;

        /** The first step has failed with another errno: the candidate leaves the queue. */
        void failed(ErrnoException why);
    }

    private final Deque<Candidate> waiting = new ArrayDeque<>();
    private boolean admitting;

    /** Begins a migration, at once or when it is its turn. */
    public void ask(Candidate candidate) {
        waiting.addLast(candidate);
        if (waiting.size() == 1) {
            roomMade();
        }
    }

    /**
     * Begins as many waiting migrations as there are free objects, which may be none. To be called whenever a session has
     * ended.
     */
    public void roomMade() {
        if (admitting) {
            return; // The call in progress goes on until there is no room.
        }
        admitting = true;
        try {
            while (!waiting.isEmpty() && beginsOrFails(waiting.getFirst())) {
                waiting.removeFirst();
            }
        } finally {
            admitting = false;
        }
    }

    /** Removes a migration that has not begun; whether there was one. */
    public boolean withdraw(Candidate candidate) {
        Validate.validState(!admitting, "withdraw is not allowed within begin()");
        boolean first = candidate.equals(waiting.peekFirst());
        boolean waited = waiting.remove(candidate);
        if (first) {
            roomMade();
        }
        return waited;
    }

    /** Migrations that wait. */
    public int waiting() {
        return waiting.size();
    }

    private static boolean beginsOrFails(Candidate candidate) {
        try {
            candidate.begin();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOSPC) {
                return false;
            }
            candidate.failed(e);
        }
        return true;
    }
}
