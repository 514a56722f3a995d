package dev.vmig.admin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may send a command of a member: one thread at a time, so that commands of one member never overlap (statement
 * 113). A thread that waits for the queue and is given other work meanwhile, as by a scheduler, enters again.
 */
final class MemberLocks {
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();

    void enter(long memberId) {
        of(memberId).lock();
    }

    void leave(long memberId) {
        of(memberId).unlock();
    }

    /** Enters if a command of the member is not in flight, this thread's own included. */
    boolean tryEnter(long memberId) {
        ReentrantLock lock = of(memberId);
        return !lock.isHeldByCurrentThread() && lock.tryLock();
    }

    private ReentrantLock of(long memberId) {
        return locks.computeIfAbsent(memberId, key -> new ReentrantLock());
    }
}
