package dev.vmig.cli;

import dev.vmig.trace.qemu.Judgement;
import dev.vmig.trace.qemu.LogRule.Level;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The text report of the rules on a QEMU log: the attempts, the judged rules, and those that could not be observed. */
final class QemuRulesText {
    private static final String INDENT = "  ";

    private QemuRulesText() {}

    static void print(PrintWriter out, VmReport vm) {
        vm.attempts()
                .forEach(attempt -> out.println(INDENT + attempt.kind() + ", lines " + attempt.firstLine() + " to "
                        + attempt.lastLine() + ", " + String.join(" and ", attempt.devices()) + ": "
                        + attempt.outcome() + (attempt.why().isEmpty() ? "" : " (" + attempt.why() + ")")));
        print(out, vm.rules());
        vm.open().forEach(reason -> out.println(INDENT + "incomplete: " + reason));
    }

    static void print(PrintWriter out, List<Judgement> rules) {
        List<List<String>> judged = new ArrayList<>();
        List<List<String>> unseen = new ArrayList<>();
        for (Judgement rule : rules) {
            if (rule.judged() > 0) {
                judged.add(List.of(
                        INDENT + INDENT + rule.rule().id(),
                        rule.verdict(),
                        rule.rule().text()));
            }
            rule.unobservable()
                    .ifPresent(why ->
                            unseen.add(List.of(INDENT + INDENT + rule.rule().id(), why)));
        }
        if (!judged.isEmpty()) {
            out.println(INDENT + "rules that were judged:");
            Columns.print(out, judged);
        }
        rules.forEach(rule -> printFindings(out, rule));
        if (!unseen.isEmpty()) {
            out.println(INDENT + "rules that could not be observed:");
            Columns.print(out, unseen);
        }
    }

    private static void printFindings(PrintWriter out, Judgement rule) {
        boolean must = rule.rule().level() == Level.MUST;
        String level = must ? "VIOLATED" : rule.rule().level().name();
        rule.findings().forEach(finding -> {
            out.println(INDENT + "line " + finding.line() + ": " + level + " "
                    + rule.rule().id() + ": " + (finding.device().isEmpty() ? "" : finding.device() + ": ")
                    + finding.what());
            out.println(INDENT + INDENT + "allowed: " + finding.allowed());
        });
    }
}
