package dev.vmig.vmm;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.lang3.Validate;

/**
 * Where migrations wait that an owner has no part object for. A driver answers ENOSPC then and forgets about it (Virtio
 * 1.4, 2.12.1.3: at most 255 objects for all members); that somebody waits is the VMM's business.
 *
 * <pre>
 *   ask --&gt; [somebody waits?] --no--&gt; begins
 *                  |                    | ENOSPC
 *                 yes --&gt; last in line &lt;-+
 *                            | an object is free, and it is first in line
 *                            +--&gt; begins
 * </pre>
 *
 * <p>First come, first served: who asks while others wait goes behind them, even if an object is free at that moment. So
 * nobody starves: before a migration begin exactly those that had asked before it. It knows no limit: the one that counts
 * is what the driver answers, and objects may be taken by others than migrations.
 *
 * <p>No thread of its own and none that waits: a migration is begun by the call that makes room for it.
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

        /** The first step has failed in another way: it has had its turn. */
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
     * An object may be free again: a session has ended, by whatever way. Begins as many of those that wait as there is
     * room for, which may be none.
     */
    public void roomMade() {
        if (admitting) {
            return; // The call that is at it goes on until there is no room.
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

    /** Takes back what {@link #ask} has asked for, if it has not begun; whether it had not. */
    public boolean withdraw(Candidate candidate) {
        Validate.validState(!admitting, "a candidate withdraws, and does not begin, from outside of begin()");
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
