package dev.vmig.conformance.vmmkit;

import dev.vmig.fsm.FeatureSet;
import java.util.List;

/**
 * A violation of a rule by a VMM.
 *
 * @param rule its id
 * @param observed the VMM's behaviour, with numbers of events
 * @param features of the devices
 * @param incidents the fewest incidents that provoke it
 * @param calls the events that the violation depends on, in order
 */
public record VmmViolation(
        String rule, String observed, FeatureSet features, List<Incident> incidents, List<String> calls) {
    /** Copies the lists. */
    public VmmViolation {
        incidents = List.copyOf(incidents);
        calls = List.copyOf(calls);
    }

    /** The number of calls. */
    public int length() {
        return calls.size();
    }
}
