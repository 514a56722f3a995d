package dev.vmig.conformance.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

/** What a run finds out: which rules were checked how often, and the first violation. */
final class Findings {
    /**
     * A violation, of a run that is not yet described.
     *
     * @param rule its id
     */
    record Found(String rule, String observed, String allowed) {}

    private final Set<String> known;
    private final Set<String> asked;
    private final Map<String, Long> checks = new HashMap<>();
    private @Nullable Found violation;

    /**
     * @param known the ids of all rules
     * @param asked the ids of those that are to be checked
     */
    Findings(Set<String> known, Set<String> asked) {
        this.known = known;
        this.asked = asked;
    }

    /** A rule applies here, and was held or not. */
    void check(String rule, boolean held, Object observed, Object allowed) {
        Validate.isTrue(known.contains(rule), "rule: %s (expected: one of the catalogue)", rule);
        if (violation != null || !asked.contains(rule)) {
            return;
        }
        if (held) {
            checks.merge(rule, 1L, Long::sum);
        } else {
            violation = new Found(rule, String.valueOf(observed), String.valueOf(allowed));
        }
    }

    Optional<Found> violation() {
        return Optional.ofNullable(violation);
    }

    Map<String, Long> checks() {
        return checks;
    }
}
