package dev.vmig.conformance.vmmkit;

import dev.vmig.fsm.FeatureSet;
import java.util.List;

/**
 * A rule that a VMM did not keep.
 *
 * @param rule its id
 * @param observed what the VMM did; the numbers are those of all that was seen
 * @param features of the devices
 * @param incidents what has to happen to the VMM for it, as little as possible
 * @param calls those of the VMM that the violation rests on, in order, each with its answer
 */
public record VmmViolation(
        String rule, String observed, FeatureSet features, List<Incident> incidents, List<String> calls) {
    /** Copies the lists. */
    public VmmViolation {
        incidents = List.copyOf(incidents);
        calls = List.copyOf(calls);
    }

    /** In calls. */
    public int length() {
        return calls.size();
    }
}
