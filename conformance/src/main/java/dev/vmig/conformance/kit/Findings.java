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
    /** A request that has not been answered yet. */
    private Unanswered.@Nullable Request open;
    /** The run goes on in a thread that the kit does not wait for any more. */
    private boolean abandoned;

    private long progress;

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
    synchronized void nextStep() {
        step++;
        progress++;
    }

    /** Records one check of a rule. */
    synchronized void check(String rule, boolean held, Object observed, Object allowed) {
        Validate.isTrue(known.contains(rule), "rule: %s (expected: one of the catalogue)", rule);
        progress++;
        if (abandoned || violation != null || !asked.contains(rule)) {
            return;
        }
        if (held) {
            checks.merge(rule, 1L, Long::sum);
        } else {
            violation = new Found(rule, String.valueOf(observed), String.valueOf(allowed), step);
        }
    }

    /** A request begins. */
    synchronized void begins(Unanswered.Request request) {
        open = request;
    }

    /** The request that has begun was answered. */
    synchronized void answered() {
        open = null;
    }

    /** A call of this run does not return: what the run still finds does not count. */
    synchronized void abandon(String observed) {
        check(Context.ANSWERS, false, observed, "any answer");
        if (open != null) {
            unanswered.note(open, Context.ANSWERS);
        }
        abandoned = true;
    }

    /** Grows with each call and check. */
    synchronized long progress() {
        return progress;
    }

    /** Records a request after which the device did not answer any more. */
    synchronized void lost(Unanswered.Request request, String rule) {
        if (violation == null && !abandoned) {
            unanswered.note(request, rule);
        }
    }

    /** Whether a request is known to lose the device and would show nothing new. */
    boolean isHopeless(Unanswered.Request request) {
        return unanswered.rule(request).filter(rule -> !asked.contains(rule)).isPresent();
    }

    synchronized Optional<Found> violation() {
        return Optional.ofNullable(violation);
    }

    synchronized Map<String, Long> checks() {
        return Map.copyOf(checks);
    }
}
