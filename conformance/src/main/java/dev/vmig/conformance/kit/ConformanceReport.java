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
 * The result of a check of a driver.
 *
 * @param seed the first one
 * @param seeds number of consecutive seeds that were run
 * @param verdicts of each checked rule, in the order of the catalogue
 * @param stale ids of waived rules that were not violated as their waiver says
 * @param runs number of scripts that were run
 * @param calls number of calls on devices and files, shrinking included
 */
public record ConformanceReport(
        Shape shape, long seed, long seeds, Map<Rule, Verdict> verdicts, List<String> stale, long runs, long calls) {
    /** Copies the collections and keeps their order. */
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

    /** This report combined with that of the next seed, which may cover fewer rules. */
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

    /** This report with waivers applied. */
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

    /**
     * This report with known violations of the software below the driver accepted; one that does not occur is no
     * failure.
     */
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
