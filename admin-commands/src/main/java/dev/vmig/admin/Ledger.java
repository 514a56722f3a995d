package dev.vmig.admin;

import java.util.Set;

/**
 * What a driver holds at the moment, to be compared with what its state entitles it to.
 *
 * @param objectIds the ids of its part objects
 * @param openSessions how many of its data files are alive, failed ones included
 * @param queuedBytes bytes of the stream that it keeps: unread ones of a saving session, those of an incomplete record
 *     of a resuming session
 */
public record Ledger(Set<Integer> objectIds, int openSessions, long queuedBytes) {
    /** Takes a copy. */
    public Ledger {
        objectIds = Set.copyOf(objectIds);
    }
}
