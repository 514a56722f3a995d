package dev.vmig.conformance.rules;

import java.util.List;
import org.apache.commons.lang3.Validate;

/**
 * A known defect of which there is no faulty driver, since what is wrong cannot be seen of a driver under test.
 *
 * @param id of the defect in the documents
 * @param why it cannot be seen
 * @param instead what holds the rule all the same
 */
public record NoDriver(String id, String why, String instead) {
    /** Refuses what does not say why. */
    public NoDriver {
        Validate.isTrue(!id.isBlank() && !why.isBlank() && !instead.isBlank(), "%s: why, instead: absent", id);
    }

    /** All of them. */
    public static List<NoDriver> all() {
        return RuleFile.parseOthers("no-driver.yaml", RuleCatalogue.text("no-driver"));
    }
}
