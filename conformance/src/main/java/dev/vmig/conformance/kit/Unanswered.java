package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests after which devices did not answer any more. Once the violation is known, a similar request is not repeated:
 * each one costs a timeout or a restart.
 */
final class Unanswered {
    /**
     * A request, reduced to what decides whether it is answered.
     *
     * @param read whether the stream of the session was read to its end
     */
    record Request(MigrationState from, int requested, boolean read) {}

    private static final int ENOUGH = 3;

    private final Map<Request, Integer> counts = new HashMap<>();
    private final Map<Request, String> rules = new HashMap<>();

    /** @param rule that the request violated */
    void note(Request request, String rule) {
        counts.merge(request, 1, Integer::sum);
        rules.put(request, rule);
    }

    /** The rule that such a request always violates; empty if it should be made. */
    Optional<String> rule(Request request) {
        return counts.getOrDefault(request, 0) < ENOUGH ? Optional.empty() : Optional.ofNullable(rules.get(request));
    }
}
