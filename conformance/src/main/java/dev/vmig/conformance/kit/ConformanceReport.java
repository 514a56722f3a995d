package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found out about a driver.
 *
 * @param seed the first one
 * @param seeds how many were tried, one after the other
 * @param verdicts of each rule that was asked about, in the order of the catalogue
 * @param stale ids of rules that were waived, and not violated in the way that the waiver says
 * @param runs how many scripts were tried
 * @param calls how many calls of a device or its files that took, shrinking included
 */
public record ConformanceReport(
        Shape shape, long seed, long seeds, Map<Rule, Verdict> verdicts, List<String> stale, long runs, long calls) {
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

    /** The same with what was found out with the next seed about some of the rules. */
    public ConformanceReport and(ConformanceReport next) {
        Map<Rule, Verdict> both = new LinkedHashMap<>(verdicts);
        next.verdicts.forEach((rule, verdict) -> both.merge(rule, verdict, ConformanceReport::and));
        return new ConformanceReport(
                shape, seed, seeds + next.seeds, both, stale, runs + next.runs, calls + next.calls);
    }

    private static Verdict and(Verdict one, Verdict next) {
        if (one instanceof Verdict.Held held && next instanceof Verdict.Held more) {
            return new Verdict.Held(held.checks() + more.checks());
        }
        return one instanceof Verdict.Violated || next instanceof Verdict.NotObservable ? one : next;
    }

    /** The same with violations that are accepted for now. */
    public ConformanceReport waived(List<Waiver> waivers) {
        Map<Rule, Verdict> accepted = new LinkedHashMap<>(verdicts);
        List<String> missed = new ArrayList<>();
        for (Waiver waiver : waivers) {
            boolean expected = false;
            for (Map.Entry<Rule, Verdict> entry : accepted.entrySet()) {
                if (entry.getValue() instanceof Verdict.Violated violated && waiver.expects(violated.violation())) {
                    entry.setValue(new Verdict.ExpectedFailure(violated.violation(), waiver.reason()));
                    expected = true;
                }
            }
            if (!expected) {
                missed.add(waiver.rule());
            }
        }
        return new ConformanceReport(shape, seed, seeds, accepted, missed, runs, calls);
    }

    /** The same with violations that are known of the software that a driver builds on; one that does not show is no failure. */
    public ConformanceReport tolerating(List<Waiver> known) {
        Map<Rule, Verdict> accepted = new LinkedHashMap<>(verdicts);
        accepted.replaceAll((rule, verdict) -> verdict instanceof Verdict.Violated violated
                ? known.stream()
                        .filter(waiver -> waiver.expects(violated.violation()))
                        .<Verdict>map(waiver -> new Verdict.ExpectedFailure(violated.violation(), waiver.reason()))
                        .findFirst()
                        .orElse(verdict)
                : verdict);
        return new ConformanceReport(shape, seed, seeds, accepted, stale, runs, calls);
    }
}
