package dev.vmig.conformance.vmmkit;

import java.util.Map;
import java.util.Set;

/**
 * What a VMM was found to do.
 *
 * @param vmm its name
 * @param violations the shortest that was found of each rule that was violated, by id
 * @param checks how often each rule was judged, by id; what the VMM does after its first violation is not judged
 * @param migrations how many were run
 * @param calls how many the VMM made of devices and their files
 */
public record VmmReport(
        String vmm, Map<String, VmmViolation> violations, Map<String, Long> checks, long migrations, long calls) {
    /** Copies the maps. */
    public VmmReport {
        violations = Map.copyOf(violations);
        checks = Map.copyOf(checks);
    }

    /** How often a rule was judged. */
    public long checks(String rule) {
        return checks.getOrDefault(rule, 0L);
    }

    /** The ids of the rules that were not kept. */
    public Set<String> violated() {
        return violations.keySet();
    }
}
