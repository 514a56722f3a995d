package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.vmmkit.VmmReport;
import dev.vmig.conformance.vmmkit.VmmViolation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How a VMM stood, for people and for programs.
 *
 * @param rules those that were asked about
 */
record ConformVmm(VmmReport report, List<Rule> rules, long seed) {
    int exitCode() {
        return rules.stream().anyMatch(rule -> report.violated().contains(rule.id()))
                ? ExitCode.DOES_NOT_HOLD
                : ExitCode.HOLDS;
    }

    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rules.forEach(rule -> rows.add(List.of(rule.id(), verdict(rule), rule.text())));
        Columns.print(out, rows);
        rules.stream().filter(this::isViolated).forEach(rule -> describe(out, rule));
        out.println();
        long violated = rules.stream().filter(this::isViolated).count();
        out.printf(
                "%s, seed %d: %d held, %d violated; %d migrations, %d calls%n",
                report.vmm(), seed, rules.size() - violated, violated, report.migrations(), report.calls());
    }

    private void describe(PrintWriter out, Rule rule) {
        VmmViolation violation = violation(rule);
        out.println();
        out.println(rule.id() + ": " + rule.text());
        out.println("  source     " + rule.source());
        out.println("  observed   " + violation.observed());
        violation.incidents().forEach(incident -> out.println("  happens    " + incident));
        for (int number = 1; number <= violation.length(); number++) {
            out.printf(
                    "  %-9s  %d. %s%n",
                    number == 1 ? "calls" : "", number, violation.calls().get(number - 1));
        }
        out.println("  reproduce  vmig conform --vmm " + report.vmm() + " --features "
                + violation.features().flags() + " --only " + rule.id() + " --seed " + seed);
    }

    ObjectNode document() {
        ObjectNode document = Output.document()
                .put("vmm", report.vmm())
                .put("seed", seed)
                .put("conforms", exitCode() == ExitCode.HOLDS)
                .put("runs", report.migrations())
                .put("calls", report.calls());
        ArrayNode nodes = document.putArray("rules");
        for (Rule rule : rules) {
            ObjectNode node = nodes.addObject()
                    .put("id", rule.id())
                    .put("level", rule.level().name())
                    .put("verdict", isViolated(rule) ? "violated" : "held");
            if (isViolated(rule)) {
                VmmViolation violation = violation(rule);
                node.put("observed", violation.observed())
                        .put("features", violation.features().flags())
                        .put("length", violation.length());
                ArrayNode incidents = node.putArray("incidents");
                violation.incidents().forEach(incident -> incidents.add(incident.toString()));
                ArrayNode calls = node.putArray("calls");
                violation.calls().forEach(calls::add);
            }
        }
        return document;
    }

    private String verdict(Rule rule) {
        return isViolated(rule) ? "VIOLATED" : "held";
    }

    private boolean isViolated(Rule rule) {
        return report.violated().contains(rule.id());
    }

    private VmmViolation violation(Rule rule) {
        VmmViolation violation = report.violations().get(rule.id());
        if (violation == null) {
            throw new IllegalArgumentException("rule: " + rule.id() + " (expected: one that was violated)");
        }
        return violation;
    }
}
