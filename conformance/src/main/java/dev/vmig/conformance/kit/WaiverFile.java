package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/**
 * A file of waivers, one per line. The third column is a prefix of the observed behaviour; without it any behaviour is
 * accepted.
 *
 * <pre>
 *   # rule       | reason                       | observed
 *   VMIG-STR-002 | firmware before 3.1, bug 712 | success, 0
 *   VMIG-MIG-006 | not yet written
 * </pre>
 */
public final class WaiverFile {
    private static final int FIELDS = 3;

    private WaiverFile() {}

    /**
     * Parses a file.
     *
     * @param name of the file in errors
     * @throws IllegalArgumentException at the first line that is malformed, names an unknown rule, or names a rule
     *     again
     */
    public static List<Waiver> parse(String name, String text, RuleCatalogue catalogue) {
        List<Waiver> waivers = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = name + ", line " + number + ": ";
            Waiver waiver = parse(where, line);
            Optional<Rule> rule = catalogue.find(waiver.rule());
            if (rule.isEmpty()) {
                throw new IllegalArgumentException(
                        where + "rule: " + waiver.rule() + " (expected: one of vmig rules list)");
            }
            Integer before = seen.put(waiver.rule(), number);
            if (before != null) {
                throw new IllegalArgumentException(where + "rule: " + waiver.rule() + " again, after line " + before);
            }
            waivers.add(waiver);
        }
        return waivers;
    }

    private static Waiver parse(String where, String line) {
        String[] fields = StringUtils.stripAll(line.split("\\|", FIELDS));
        if (fields.length == 1 || fields[1].isEmpty()) {
            throw new IllegalArgumentException(where + StringUtils.abbreviate(line, 60)
                    + " (expected: rule | reason, or rule | reason | prefix of the observed behaviour)");
        }
        return new Waiver(fields[0], fields[1], fields.length == FIELDS ? fields[2] : "");
    }
}
