package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vmig.cli.TestSuite.Outcome;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleLevel;
import dev.vmig.conformance.vmmkit.VmmReport;
import dev.vmig.conformance.vmmkit.VmmViolation;
import dev.vmig.fsm.FeatureSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on a VMM, as text and as a JSON document.
 *
 * @param rules the checked rules
 * @param strict whether a violated SHOULD fails the check too
 * @param complete whether a rule that was not judged makes the answer inconclusive
 */
record ConformVmm(VmmReport report, List<Rule> rules, long seed, boolean strict, boolean complete) {
    private static final String HELD = "held";
    private static final String VIOLATED = "violated";
    private static final String NOT_JUDGED = "not judged";

    private record Document(String vmm, long seed, boolean conforms, long runs, long calls, List<Row> rules) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            String id,
            RuleLevel level,
            String verdict,
            long checks,
            @JsonUnwrapped @Nullable Details details) {}

    private record Details(
            String observed, FeatureSet features, int length, List<String> incidents, List<String> calls) {}

    int exitCode() {
        boolean violated = rules.stream()
                .filter(rule -> strict || rule.level() == RuleLevel.MUST)
                .anyMatch(this::isViolated);
        boolean unjudged = count(NOT_JUDGED) == rules.size() || (complete && count(NOT_JUDGED) > 0);
        return ExitCode.strongest(
                violated ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS, unjudged ? ExitCode.INCONCLUSIVE : ExitCode.HOLDS);
    }

    /** Prints, as for a driver, the summary, the violations in full, and unless {@code quiet} a line for each rule. */
    void print(PrintWriter out, boolean quiet) {
        out.println(summary());
        rules.stream().filter(this::isViolated).forEach(rule -> describe(out, rule));
        if (!quiet) {
            List<List<String>> rows = new ArrayList<>();
            rules.forEach(rule -> rows.add(List.of(
                    rule.id(),
                    isViolated(rule) ? "VIOLATED" : verdict(rule),
                    judged(report.checks(rule.id())),
                    rule.text())));
            out.println();
            Columns.print(out, rows);
        }
    }

    /** In one line, the VMM and the seed in front of the colon. */
    String summary() {
        return "%s, seed %d: %d held, %d violated, %d not judged; %d migrations, %d calls"
                .formatted(
                        report.vmm(),
                        seed,
                        count(HELD),
                        count(VIOLATED),
                        count(NOT_JUDGED),
                        report.migrations(),
                        report.calls());
    }

    private static String judged(long times) {
        return times == 0 ? "" : Words.times(times);
    }

    /** A rule without checks does not count as held. */
    String verdict(Rule rule) {
        if (isViolated(rule)) {
            return VIOLATED;
        }
        return report.checks(rule.id()) == 0 ? NOT_JUDGED : HELD;
    }

    private long count(String verdict) {
        return rules.stream().filter(rule -> verdict(rule).equals(verdict)).count();
    }

    private void describe(PrintWriter out, Rule rule) {
        out.println();
        description(rule).forEach(out::println);
    }

    private List<String> description(Rule rule) {
        VmmViolation violation = violation(rule);
        List<String> lines = new ArrayList<>();
        lines.add(rule.id() + ": " + rule.text());
        lines.add("  source     " + rule.source());
        lines.add("  observed   " + violation.observed());
        violation.incidents().forEach(incident -> lines.add("  happens    " + incident));
        for (int number = 1; number <= violation.length(); number++) {
            lines.add("  %-9s  %d. %s"
                    .formatted(
                            number == 1 ? "calls" : "",
                            number,
                            violation.calls().get(number - 1)));
        }
        lines.add("  reproduce  vmig conform --vmm " + report.vmm() + " --features "
                + violation.features().flags() + " --only " + rule.id() + " --seed " + seed);
        return lines;
    }

    /** Each rule as a test case; a rule that was judged zero times is skipped. */
    TestSuite suite() {
        Map<String, Object> properties = new TreeMap<>(Map.of("vmm", report.vmm(), "seed", seed));
        return new TestSuite(
                "vmig conform", properties, rules.stream().map(this::testCase).toList());
    }

    private TestSuite.Case testCase(Rule rule) {
        if (isViolated(rule)) {
            boolean must = strict || rule.level() == RuleLevel.MUST;
            return TestSuite.Case.of(
                    rule,
                    must ? Outcome.FAILED : Outcome.EXPECTED,
                    violation(rule).observed(),
                    description(rule));
        }
        return report.checks(rule.id()) == 0
                ? TestSuite.Case.of(rule, Outcome.SKIPPED, NOT_JUDGED, List.of())
                : TestSuite.Case.of(rule, Outcome.PASSED, "held " + judged(report.checks(rule.id())), List.of());
    }

    Object document() {
        List<Row> rows = rules.stream().map(this::row).toList();
        return new Document(
                report.vmm(), seed, exitCode() == ExitCode.HOLDS, report.migrations(), report.calls(), rows);
    }

    private Row row(Rule rule) {
        long checks = report.checks(rule.id());
        if (!isViolated(rule)) {
            return new Row(rule.id(), rule.level(), verdict(rule), checks, null);
        }
        VmmViolation found = violation(rule);
        List<String> incidents =
                found.incidents().stream().map(Object::toString).toList();
        Details details = new Details(found.observed(), found.features(), found.length(), incidents, found.calls());
        return new Row(rule.id(), rule.level(), VIOLATED, checks, details);
    }

    boolean isViolated(Rule rule) {
        return report.violated().contains(rule.id());
    }

    VmmViolation violation(Rule rule) {
        VmmViolation violation = report.violations().get(rule.id());
        if (violation == null) {
            throw new IllegalArgumentException("rule: " + rule.id() + " (expected: one that was violated)");
        }
        return violation;
    }
}
