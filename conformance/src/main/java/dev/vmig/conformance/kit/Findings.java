package dev.vmig.conformance.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

/** The findings of a run: how often each rule was checked, and the first violation. */
final class Findings {
    /**
     * A violation, before it is shrunk and described.
     *
     * @param rule its id
     * @param step number of the call that shows it, from 1; 0 if opening the devices shows it
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
     * @param asked the ids of the rules to check
     * @param unanswered requests without an answer in other runs
     */
    Findings(Set<String> known, Set<String> asked, Unanswered unanswered) {
        this.unanswered = unanswered;
        this.known = known;
        this.asked = asked;
    }

    /** Advances to the next call of the script. */
    void nextStep() {
        step++;
    }

    /** Records one check of a rule. */
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

    /** Records a request after which the device did not answer any more. */
    void lost(Unanswered.Request request, String rule) {
        if (violation == null) {
            unanswered.note(request, rule);
        }
    }

    /** Whether a request is known to lose the device and would show nothing new. */
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
