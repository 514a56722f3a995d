package dev.vmig.cli;

import dev.vmig.cli.TestSuite.Case;
import dev.vmig.cli.TestSuite.Outcome;
import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.TraceResult.Unreadable;
import dev.vmig.cli.TraceResult.Verdict;
import dev.vmig.trace.qemu.Judgement;
import dev.vmig.trace.qemu.LogRule.Level;
import dev.vmig.trace.qemu.QemuReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results of {@code vmig trace} as test cases: the verdict on each input, and each rule of a log with its count. */
final class TraceSuite {
    private final boolean strict;
    private final List<Case> cases = new ArrayList<>();

    private TraceSuite(boolean strict) {
        this.strict = strict;
    }

    static TestSuite of(List<TraceResult> results, boolean strict, boolean complete) {
        TraceSuite suite = new TraceSuite(strict);
        for (TraceResult result : results) {
            suite.add(result, result.verdict(strict, complete));
        }
        return new TestSuite("vmig trace", Map.of("strict", strict, "complete", complete), suite.cases);
    }

    private void add(TraceResult result, Verdict verdict) {
        String file = result.file();
        String why = result instanceof Unreadable unreadable ? unreadable.reason() : verdict.words();
        cases.add(new Case("", file, null, outcome(verdict), verdict == Verdict.HOLDS ? "" : why, List.of()));
        if (result instanceof CheckedQemu qemu) {
            add(file, qemu.report());
        } else if (result instanceof CheckedMigration migration) {
            add(file + " source", migration.report().source());
            add(file + " target", migration.report().target());
            migration.report().rules().forEach(rule -> add(file, rule));
        }
    }

    private void add(String group, QemuReport report) {
        report.vms()
                .forEach(vm ->
                        vm.rules().forEach(rule -> add(vm.name().isEmpty() ? group : group + " " + vm.name(), rule)));
    }

    private void add(String group, Judgement rule) {
        List<String> details = new ArrayList<>();
        details.add(rule.rule().text());
        rule.findings()
                .forEach(finding -> details.add("line " + finding.line() + ": "
                        + (finding.device().isEmpty() ? "" : finding.device() + ": ") + finding.what() + " (allowed: "
                        + finding.allowed() + ")"));
        boolean held = rule.findings().isEmpty() && rule.judged() > 0;
        String message =
                rule.verdict() + rule.unobservable().map(why -> ": " + why).orElse("");
        cases.add(new Case(group, rule.rule().id(), null, outcome(rule), message, held ? List.of() : details));
    }

    private Outcome outcome(Judgement rule) {
        if (rule.findings().isEmpty()) {
            return rule.judged() > 0 ? Outcome.PASSED : Outcome.SKIPPED;
        }
        return strict || rule.rule().level() == Level.MUST ? Outcome.FAILED : Outcome.EXPECTED;
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Outcome.PASSED;
            case INCOMPLETE -> Outcome.SKIPPED;
            case DOES_NOT_HOLD, UNREADABLE -> Outcome.FAILED;
        };
    }
}
