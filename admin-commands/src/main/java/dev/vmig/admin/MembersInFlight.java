package dev.vmig.admin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which members have commands in flight, so that nothing is sent on behalf of a member that is busy. Safe for threads. */
final class MembersInFlight {
    private final Map<Long, Integer> commands = new ConcurrentHashMap<>();

    void enter(long memberId) {
        commands.merge(memberId, 1, Integer::sum);
    }

    void leave(long memberId) {
        commands.computeIfPresent(memberId, (member, count) -> count == 1 ? null : count - 1);
    }

    /** Enters if no command of the member is in flight. */
    boolean tryEnter(long memberId) {
        return commands.putIfAbsent(memberId, 1) == null;
    }
}
