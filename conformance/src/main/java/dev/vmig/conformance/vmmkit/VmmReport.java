package dev.vmig.conformance.vmmkit;

import java.util.Map;
import java.util.Set;

/**
 * The result of a check of a VMM.
 *
 * @param vmm its name
 * @param violations the shortest violation of each violated rule, by id
 * @param checks number of checks of each rule, by id; events after the first violation of a migration are not judged
 * @param migrations number of migrations that were run
 * @param calls number of the VMM's calls on devices and files
 */
public record VmmReport(
        String vmm, Map<String, VmmViolation> violations, Map<String, Long> checks, long migrations, long calls) {
    /** Copies the maps. */
    public VmmReport {
        violations = Map.copyOf(violations);
        checks = Map.copyOf(checks);
    }

    /** The number of checks of a rule. */
    public long checks(String rule) {
        return checks.getOrDefault(rule, 0L);
    }

    /** The ids of the violated rules. */
    public Set<String> violated() {
        return violations.keySet();
    }
}
