package dev.vmig.conformance.rules;

import java.util.List;
import org.apache.commons.lang3.Validate;

/**
 * A file of rules.
 *
 * @param family three letters, part of the ids of all its rules
 * @param title subject of the rules
 */
public record RuleFamily(String family, String title, List<Rule> rules) {
    /** Rejects rules of another family, and an empty family. */
    public RuleFamily {
        rules = List.copyOf(rules);
        Validate.isTrue(!rules.isEmpty(), "%s: rules: none (expected: at least one)", family);
        for (Rule rule : rules) {
            Validate.isTrue(rule.family().equals(family), "id: %s (expected: one of family %s)", rule.id(), family);
        }
    }
}
