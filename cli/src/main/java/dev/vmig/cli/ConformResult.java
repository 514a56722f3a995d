package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vmig.cli.TestSuite.Outcome;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleLevel;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A conformance report as text, as a JSON document and as test cases. */
record ConformResult(ConformanceReport report) {
    /** The document: the driver, the run, and a verdict for each rule. */
    private record Document(
            String driver,
            FeatureSet features,
            UapiVersion uapi,
            long seed,
            long seeds,
            boolean conforms,
            long runs,
            long calls,
            List<String> staleWaivers,
            List<Row> rules) {}

    private record Row(
            String id,
            RuleLevel level,
            String verdict,
            @JsonUnwrapped Verdict details) {}

    /**
     * The exit code: inconclusive if no rule was judged.
     *
     * @param strict whether a violated SHOULD fails the check too
     * @param complete whether a rule that applies and was not observable makes the answer inconclusive
     */
    int exitCode(boolean strict, boolean complete) {
        long unobservable = count(Verdict.NotObservable.class);
        long undecided = count(Verdict.NotApplicable.class) + unobservable;
        boolean conforms = report.conforms() && !(strict && count(Verdict.Violated.class) > 0);
        boolean open = undecided == report.verdicts().size() || (complete && unobservable > 0);
        return ExitCode.strongest(
                conforms ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD, open ? ExitCode.INCONCLUSIVE : ExitCode.HOLDS);
    }

    Object document() {
        List<Row> rows = new ArrayList<>();
        report.verdicts()
                .forEach((rule, verdict) ->
                        rows.add(new Row(rule.id(), rule.level(), word(verdict).toLowerCase(Locale.ROOT), verdict)));
        return new Document(
                report.shape().name(),
                report.shape().features(),
                report.shape().uapi(),
                report.seed(),
                report.seeds(),
                report.conforms(),
                report.runs(),
                report.calls(),
                report.stale(),
                rows);
    }

    /**
     * Prints the summary, the violations in full, and a line for each rule.
     *
     * @param quiet whether to omit the lines
     */
    void print(PrintWriter out, boolean quiet) {
        out.println(summary());
        RootCause causes = RootCause.of(report);
        for (Rule rule : causes.inOrder()) {
            if (report.verdicts().get(rule) instanceof Verdict.Violated violated) {
                out.println();
                violated.violation().describe(rule).forEach(out::println);
                causes.note(rule).ifPresent(note -> out.println("  " + note));
            }
        }
        report.verdicts().forEach((rule, verdict) -> {
            if (report.stale().contains(rule.id())) {
                out.println();
                out.println(rule.id() + ": " + broken(verdict));
            }
        });
        if (!quiet) {
            List<List<String>> rows = new ArrayList<>();
            report.verdicts()
                    .forEach((rule, verdict) -> rows.add(List.of(rule.id(), judged(verdict), note(rule, verdict))));
            out.println();
            Columns.print(out, rows);
        }
    }

    /** In one line, the driver and the run in front of the colon. */
    String summary() {
        long last = report.seed() + report.seeds() - 1;
        return "%s, features %d, %s: %d held, %d violated, %d violated as expected; not judged: %d not applicable, %d not observable; %d runs, %d calls"
                .formatted(
                        report.shape().name(),
                        report.shape().features().flags(),
                        report.seeds() == 1 ? "seed " + report.seed() : "seeds " + report.seed() + " to " + last,
                        count(Verdict.Held.class),
                        count(Verdict.Violated.class),
                        count(Verdict.ExpectedFailure.class),
                        count(Verdict.NotApplicable.class),
                        count(Verdict.NotObservable.class),
                        report.runs(),
                        report.calls());
    }

    /** Each rule as a test case. */
    TestSuite suite() {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "driver", report.shape().name(),
                "features", report.shape().features().flags(),
                "uapi", report.shape().uapi(),
                "seed", report.seed(),
                "seeds", report.seeds()));
        List<TestSuite.Case> cases = new ArrayList<>();
        report.verdicts().forEach((rule, verdict) -> cases.add(testCase(rule, verdict)));
        return new TestSuite("vmig conform", properties, cases);
    }

    private TestSuite.Case testCase(Rule rule, Verdict verdict) {
        boolean stale = report.stale().contains(rule.id());
        if (verdict instanceof Verdict.Violated violated) {
            boolean must = stale || rule.level() == RuleLevel.MUST;
            String message = (stale ? "waived, but not for this: " : "")
                    + (must ? "" : rule.level() + ": ")
                    + violated.violation().observed();
            List<String> details = violated.violation().describe(rule);
            return TestSuite.Case.of(rule, must ? Outcome.FAILED : Outcome.EXPECTED, message, details);
        } else if (stale) {
            return TestSuite.Case.of(rule, Outcome.FAILED, "waived, but " + word(verdict), List.of(rule.text()));
        } else if (verdict instanceof Verdict.ExpectedFailure expected) {
            return TestSuite.Case.of(
                    rule,
                    Outcome.EXPECTED,
                    expected.reason(),
                    expected.violation().describe(rule));
        }
        return verdict instanceof Verdict.Held
                ? TestSuite.Case.of(rule, Outcome.PASSED, judged(verdict), List.of())
                : TestSuite.Case.of(rule, Outcome.SKIPPED, word(verdict) + ", " + note(rule, verdict), List.of());
    }

    /** Why a waiver failed. */
    private static String broken(Verdict verdict) {
        return verdict instanceof Verdict.Violated
                ? "waived, but not violated as the waiver says"
                : "waived, but " + word(verdict) + "; remove the waiver";
    }

    /** The verdict in a word or two. */
    static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Held) {
            return "held";
        } else if (verdict instanceof Verdict.Violated) {
            return "VIOLATED";
        } else if (verdict instanceof Verdict.ExpectedFailure) {
            return "expected failure";
        }
        return verdict instanceof Verdict.NotApplicable ? "not applicable" : "not observable";
    }

    /** The word of a verdict; if the rule is held, with how often it was judged. */
    private static String judged(Verdict verdict) {
        return word(verdict) + (verdict instanceof Verdict.Held held ? " " + Words.times(held.checks()) : "");
    }

    /** Why a rule was not judged, or what it says. */
    static String note(Rule rule, Verdict verdict) {
        if (verdict instanceof Verdict.NotApplicable not) {
            return not.why();
        } else if (verdict instanceof Verdict.NotObservable not) {
            return not.missing();
        }
        return verdict instanceof Verdict.ExpectedFailure expected ? expected.reason() : rule.text();
    }

    private long count(Class<? extends Verdict> kind) {
        return report.verdicts().values().stream().filter(kind::isInstance).count();
    }
}
