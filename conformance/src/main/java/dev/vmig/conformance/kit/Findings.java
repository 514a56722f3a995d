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
     * @param step the number of the call that showed it, from 1; 0 if the devices showed it when they were opened
     */
    record Found(String rule, String observed, String allowed, int step) {}

    private final Set<String> known;
    private final Set<String> asked;
    private final Unanswered unanswered;
    private final Map<String, Long> checks = new HashMap<>();
    private int step;
    private @Nullable Found violation;

    /**
     * @param known the ids of all rules
     * @param asked the ids of those that are to be checked
     * @param unanswered what was not answered in other runs
     */
    Findings(Set<String> known, Set<String> asked, Unanswered unanswered) {
        this.unanswered = unanswered;
        this.known = known;
        this.asked = asked;
    }

    /** The next call of the script begins. */
    void nextStep() {
        step++;
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
            violation = new Found(rule, String.valueOf(observed), String.valueOf(allowed), step);
        }
    }

    /** A request has lost the device, which is known by now. */
    void lost(Unanswered.Request request, String rule) {
        if (violation == null) {
            unanswered.note(request, rule);
        }
    }

    /** Whether a request would lose the device, and nothing be found out by that. */
    boolean isHopeless(Unanswered.Request request) {
        return unanswered.rule(request).filter(rule -> !asked.contains(rule)).isPresent();
    }

    Optional<Found> violation() {
        return Optional.ofNullable(violation);
    }

    Map<String, Long> checks() {
        return checks;
    }
}
