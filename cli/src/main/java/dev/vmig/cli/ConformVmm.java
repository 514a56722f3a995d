package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleLevel;
import dev.vmig.conformance.vmmkit.VmmReport;
import dev.vmig.conformance.vmmkit.VmmViolation;
import dev.vmig.fsm.FeatureSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on a VMM, as text and as a JSON document.
 *
 * @param rules those that were asked about
 */
record ConformVmm(VmmReport report, List<Rule> rules, long seed) {
    private record Document(String vmm, long seed, boolean conforms, long runs, long calls, List<Row> rules) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            String id,
            RuleLevel level,
            String verdict,
            @JsonUnwrapped @Nullable Details details) {}

    private record Details(
            String observed, FeatureSet features, int length, List<String> incidents, List<String> calls) {}

    int exitCode() {
        return rules.stream().anyMatch(this::isViolated) ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }

    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rules.forEach(rule -> rows.add(List.of(rule.id(), isViolated(rule) ? "VIOLATED" : "held", rule.text())));
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

    Object document() {
        List<Row> rows = rules.stream().map(this::row).toList();
        return new Document(
                report.vmm(), seed, exitCode() == ExitCode.HOLDS, report.migrations(), report.calls(), rows);
    }

    private Row row(Rule rule) {
        if (!isViolated(rule)) {
            return new Row(rule.id(), rule.level(), "held", null);
        }
        VmmViolation found = violation(rule);
        List<String> incidents =
                found.incidents().stream().map(Object::toString).toList();
        Details details = new Details(found.observed(), found.features(), found.length(), incidents, found.calls());
        return new Row(rule.id(), rule.level(), "violated", details);
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
