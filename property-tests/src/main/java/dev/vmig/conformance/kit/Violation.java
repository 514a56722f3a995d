package dev.vmig.conformance.kit;

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
}
