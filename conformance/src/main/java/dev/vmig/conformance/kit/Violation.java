package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule was violated.
 *
 * @param rule its id
 * @param observed what the driver did
 * @param allowed what it could have done
 * @param script what was tried
 * @param calls the shortest sequence of calls found that shows it, of devices that have just been opened; none if the rule
 *     withholds it
 * @param length of that sequence, in calls
 * @param within how many calls of a device it was found and shortened, with all that was tried before
 * @param reproduce the command that shows it again
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
    /** Takes a copy. */
    public Violation {
        calls = List.copyOf(calls);
    }

    /** All that there is to say about it, for a person, in lines. */
    public List<String> describe(Rule violated) {
        List<String> lines = new ArrayList<>();
        lines.add(rule + ": " + violated.text());
        lines.add("  source     " + violated.source());
        lines.add("  observed   " + observed);
        lines.add("  allowed    " + allowed);
        if (violated.withheld() && calls.isEmpty()) {
            lines.add("  calls      " + length + ", not shown: current kernels violate this rule");
        } else if (calls.isEmpty()) {
            lines.add("  calls      none: of devices that have just been opened");
        }
        for (int number = 1; number <= calls.size(); number++) {
            lines.add("  %-9s  %d. %s".formatted(number == 1 ? "calls" : "", number, calls.get(number - 1)));
        }
        lines.add("  reproduce  " + reproduce);
        return lines;
    }
}
