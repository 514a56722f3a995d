package dev.vmig.cli;

import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds violated rules that explain others: the shortest calls that violate a rule are a subsequence of the calls that
 * violate another one.
 *
 * @param inOrder the violated rules, causes first
 * @param causes the rule that explains a violated rule, by rule
 */
record RootCause(List<Rule> inOrder, Map<Rule, Rule> causes) {
    static RootCause of(ConformanceReport report) {
        Map<Rule, Violation> violations = new LinkedHashMap<>();
        report.verdicts().forEach((rule, verdict) -> {
            if (verdict instanceof Verdict.Violated violated) {
                violations.put(rule, violated.violation());
            }
        });
        List<Rule> shortestFirst = new ArrayList<>(violations.keySet());
        shortestFirst.sort(Comparator.comparingInt(
                rule -> Objects.requireNonNull(violations.get(rule)).length()));
        Map<Rule, Rule> causes = new LinkedHashMap<>();
        for (int at = 0; at < shortestFirst.size(); at++) {
            Rule rule = shortestFirst.get(at);
            Violation violation = Objects.requireNonNull(violations.get(rule));
            shortestFirst.subList(0, at).stream()
                    .filter(earlier -> !causes.containsKey(earlier))
                    .filter(earlier -> explains(Objects.requireNonNull(violations.get(earlier)), violation))
                    .findFirst()
                    .ifPresent(cause -> causes.put(rule, cause));
        }
        List<Rule> order = new ArrayList<>(shortestFirst);
        order.sort(Comparator.comparing(causes::containsKey));
        return new RootCause(order, causes);
    }

    private static boolean explains(Violation cause, Violation other) {
        Iterator<?> calls = other.calls().iterator();
        return !cause.calls().isEmpty()
                && cause.calls().stream().allMatch(call -> {
                    while (calls.hasNext()) {
                        if (calls.next().equals(call)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** A line about the cause or effects of a violated rule; empty if it has neither. */
    Optional<String> note(Rule rule) {
        List<String> explained = causes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(rule))
                .map(entry -> entry.getKey().id())
                .toList();
        if (!explained.isEmpty()) {
            return Optional.of("root cause these calls are among those that violate " + String.join(", ", explained));
        }
        return Optional.ofNullable(causes.get(rule))
                .map(cause -> "follows    " + cause.id() + ", whose calls are among these");
    }
}
