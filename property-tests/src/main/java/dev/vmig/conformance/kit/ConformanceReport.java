package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleLevel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found out about a driver.
 *
 * @param verdicts of each rule that was asked about, in the order of the catalogue
 * @param stale ids of rules that were waived and held, or could not be decided
 * @param runs how many scripts were tried
 * @param calls how many calls of a device or its files that took, shrinking included
 */
public record ConformanceReport(
        Shape shape, long seed, Map<Rule, Verdict> verdicts, List<String> stale, long runs, long calls) {
    /** Keeps the order. */
    public ConformanceReport {
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
        stale = List.copyOf(stale);
    }

    /** Whether no MUST was violated, and no waiver is stale. */
    public boolean conforms() {
        return stale.isEmpty()
                && verdicts.entrySet().stream()
                        .noneMatch(entry -> entry.getKey().level() == RuleLevel.MUST
                                && entry.getValue() instanceof Verdict.Violated);
    }

    /** The ids of the rules that were violated, expected or not. */
    public Set<String> violated() {
        Set<String> ids = new TreeSet<>();
        verdicts.forEach((rule, verdict) -> {
            if (verdict instanceof Verdict.Violated || verdict instanceof Verdict.ExpectedFailure) {
                ids.add(rule.id());
            }
        });
        return ids;
    }
}
