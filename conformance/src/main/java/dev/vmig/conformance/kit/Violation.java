package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * A violation of a rule.
 *
 * @param rule its id
 * @param observed the driver's behaviour
 * @param allowed the behaviour that the rule allows
 * @param script name of the script
 * @param calls the shortest sequence found that shows it, on newly opened devices; empty if the rule withholds it
 * @param length of that sequence, in calls
 * @param within number of calls made until the violation was found and shrunk
 * @param reproduce the command that reproduces it
 */
public record Violation(
        String rule,
        String observed,
        String allowed,
        String script,
        List<Call> calls,
        int length,
        long within,
        String reproduce) {
    /** Copies the calls. */
    public Violation {
        calls = List.copyOf(calls);
    }

    /** The lines of the text report. */
    public List<String> describe(Rule violated) {
        List<String> lines = new ArrayList<>();
        lines.add(rule + ": " + violated.text());
        lines.add("  source     " + violated.source());
        lines.add("  observed   " + observed);
        lines.add("  allowed    " + allowed);
        if (violated.withheld() && calls.isEmpty()) {
            lines.add("  calls      " + length + ", not shown: current kernels violate this rule");
        } else if (calls.isEmpty()) {
            lines.add("  calls      none: newly opened devices show it");
        }
        for (int number = 1; number <= calls.size(); number++) {
            lines.add("  %-9s  %d. %s".formatted(number == 1 ? "calls" : "", number, calls.get(number - 1)));
        }
        lines.add("  reproduce  " + reproduce);
        return lines;
    }
}
