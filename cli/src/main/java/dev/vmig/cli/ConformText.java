package dev.vmig.cli;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
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
                print(out, rule, violated.violation());
            }
        });
        out.println();
        out.printf(
                "%s, features %d, seed %d: %d held, %d violated, %d not applicable, %d not observable; %d runs, %d calls%n",
                report.shape().name(),
                report.shape().features().flags(),
                report.seed(),
                count(report, Verdict.Held.class::isInstance),
                count(report, Verdict.Violated.class::isInstance),
                count(report, Verdict.NotApplicable.class::isInstance),
                count(report, Verdict.NotObservable.class::isInstance),
                report.runs(),
                report.calls());
    }

    /** Whether nothing was decided at all. */
    static boolean isUndecided(ConformanceReport report) {
        return count(report, verdict -> verdict instanceof Verdict.Held || verdict instanceof Verdict.Violated) == 0;
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
        return rule.text();
    }

    private static void print(PrintWriter out, Rule rule, Violation violation) {
        out.println();
        out.println(rule.id() + ": " + rule.text());
        out.println("  source     " + rule.source());
        out.println("  observed   " + violation.observed());
        out.println("  allowed    " + violation.allowed());
        if (rule.withheld()) {
            out.println("  calls      " + violation.length() + ", not shown: current kernels violate this rule");
        } else {
            int number = 0;
            for (Call call : violation.calls()) {
                out.printf("  %-9s  %d. %s%n", number == 0 ? "calls" : "", ++number, call);
            }
        }
        out.println("  reproduce  " + violation.reproduce());
    }

    private static long count(ConformanceReport report, Predicate<Verdict> which) {
        return report.verdicts().values().stream().filter(which).count();
    }
}
