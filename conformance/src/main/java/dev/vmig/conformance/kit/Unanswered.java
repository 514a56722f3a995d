package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests by which devices were lost. Once the rule is known to be violated a request like them is not made again: each one
 * costs the time until the device is given up, or started again.
 */
final class Unanswered {
    /**
     * A request, as far as it decides whether there is an answer.
     *
     * @param read whether the stream of the session was read to its end
     */
    record Request(MigrationState from, int requested, boolean read) {}

    private static final int ENOUGH = 3;

    private final Map<Request, Integer> counts = new HashMap<>();
    private final Map<Request, String> rules = new HashMap<>();

    /** @param rule that was violated by it */
    void note(Request request, String rule) {
        counts.merge(request, 1, Integer::sum);
        rules.put(request, rule);
    }

    /** The rule that is violated by a request like this one each time; nothing if it is worth a try. */
    Optional<String> rule(Request request) {
        return counts.getOrDefault(request, 0) < ENOUGH ? Optional.empty() : Optional.ofNullable(rules.get(request));
    }
}
