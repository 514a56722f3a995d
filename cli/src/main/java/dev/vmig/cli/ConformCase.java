package dev.vmig.cli;

import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as a test case, which is how CI servers see it.
 *
 * @param message why it did not pass; empty if it did
 * @param details for a person
 */
record ConformCase(Rule rule, Outcome outcome, String message, List<String> details) {
    /** What becomes of a test case. */
    enum Outcome {
        PASSED,
        FAILED,
        /** It failed, and that is accepted. */
        EXPECTED,
        /** It was not decided, which is no pass. */
        SKIPPED
    }

    static List<ConformCase> of(ConformanceReport report) {
        List<ConformCase> cases = new ArrayList<>();
        report.verdicts().forEach((rule, verdict) -> cases.add(of(report, rule, verdict)));
        return cases;
    }

    private static ConformCase of(ConformanceReport report, Rule rule, Verdict verdict) {
        boolean stale = report.stale().contains(rule.id());
        if (verdict instanceof Verdict.Violated violated) {
            boolean must = stale || rule.level() == RuleLevel.MUST;
            String level = must ? "" : rule.level() + ": ";
            String waived = stale ? "waived, but not for this: " : "";
            return new ConformCase(
                    rule,
                    must ? Outcome.FAILED : Outcome.EXPECTED,
                    waived + level + violated.violation().observed(),
                    violated.violation().describe(rule));
        }
        if (stale) {
            String message = "waived, but " + ConformText.name(verdict);
            return new ConformCase(rule, Outcome.FAILED, message, List.of(rule.text()));
        }
        if (verdict instanceof Verdict.ExpectedFailure expected) {
            return new ConformCase(
                    rule,
                    Outcome.EXPECTED,
                    expected.reason(),
                    expected.violation().describe(rule));
        }
        return verdict instanceof Verdict.Held
                ? new ConformCase(rule, Outcome.PASSED, "", List.of())
                : new ConformCase(rule, Outcome.SKIPPED, ConformText.name(verdict) + ", " + reason(verdict), List.of());
    }

    private static String reason(Verdict verdict) {
        return verdict instanceof Verdict.NotApplicable not
                ? not.why()
                : verdict instanceof Verdict.NotObservable not ? not.missing() : "";
    }
}
