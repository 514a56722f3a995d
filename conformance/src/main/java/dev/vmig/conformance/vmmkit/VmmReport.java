package dev.vmig.conformance.vmmkit;

import java.util.Map;
import java.util.Set;

/**
 * How a VMM stood.
 *
 * @param vmm its name
 * @param violations the shortest that was found of each rule that was violated, by id
 * @param runs migrations that were tried
 * @param calls that the VMM made of devices and their files
 */
public record VmmReport(String vmm, Map<String, VmmViolation> violations, long runs, long calls) {
    /** Copies the map. */
    public VmmReport {
        violations = Map.copyOf(violations);
    }

    /** The ids of the rules that were not kept. */
    public Set<String> violated() {
        return violations.keySet();
    }
}
