package dev.vmig.cli;

import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.rules.Rule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A conformance report for people: what is wrong in full, and the summary last. */
final class ConformText {
    private ConformText() {}

    static void print(PrintWriter out, ConformanceReport report) {
        List<List<String>> rows = new ArrayList<>();
        report.verdicts().forEach((rule, verdict) -> rows.add(List.of(rule.id(), name(verdict), note(rule, verdict))));
        Columns.print(out, rows);
        report.verdicts().forEach((rule, verdict) -> {
            if (verdict instanceof Verdict.Violated violated) {
                out.println();
                violated.violation().describe(rule).forEach(out::println);
            }
        });
        if (!report.stale().isEmpty()) {
            out.println();
            report.verdicts().forEach((rule, verdict) -> {
                if (report.stale().contains(rule.id())) {
                    out.println(rule.id() + ": " + broken(verdict));
                }
            });
        }
        out.println();
        out.printf(
                "%s, features %d, %s: %d held, %d violated, %d violated as expected; not passed either: %d not applicable,"
                        + " %d not observable; %d runs, %d calls%n",
                report.shape().name(),
                report.shape().features().flags(),
                seeds(report),
                count(report, Verdict.Held.class::isInstance),
                count(report, Verdict.Violated.class::isInstance),
                count(report, Verdict.ExpectedFailure.class::isInstance),
                count(report, Verdict.NotApplicable.class::isInstance),
                count(report, Verdict.NotObservable.class::isInstance),
                report.runs(),
                report.calls());
    }

    private static String seeds(ConformanceReport report) {
        return report.seeds() == 1
                ? "seed " + report.seed()
                : "seeds " + report.seed() + " to " + (report.seed() + report.seeds() - 1);
    }

    /** Why a waiver is a failure. */
    private static String broken(Verdict verdict) {
        return verdict instanceof Verdict.Violated
                ? "waived, but violated in another way than the waiver says"
                : "waived, but " + name(verdict) + "; the waiver has to go";
    }

    /** Whether nothing was decided at all. */
    static boolean isUndecided(ConformanceReport report) {
        return count(
                        report,
                        verdict -> !(verdict instanceof Verdict.NotApplicable)
                                && !(verdict instanceof Verdict.NotObservable))
                == 0;
    }

    static String name(Verdict verdict) {
        if (verdict instanceof Verdict.Held) {
            return "held";
        }
        if (verdict instanceof Verdict.Violated) {
            return "VIOLATED";
        }
        if (verdict instanceof Verdict.ExpectedFailure) {
            return "expected failure";
        }
        return verdict instanceof Verdict.NotApplicable ? "not applicable" : "not observable";
    }

    private static String note(Rule rule, Verdict verdict) {
        if (verdict instanceof Verdict.NotApplicable not) {
            return not.why();
        }
        if (verdict instanceof Verdict.NotObservable not) {
            return not.missing();
        }
        return verdict instanceof Verdict.ExpectedFailure expected ? expected.reason() : rule.text();
    }

    private static long count(ConformanceReport report, Predicate<Verdict> which) {
        return report.verdicts().values().stream().filter(which).count();
    }
}
