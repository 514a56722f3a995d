package dev.vmig.conformance.rules;

import java.util.List;
import org.apache.commons.lang3.Validate;

/**
 * A known defect without a faulty driver, because a driver under test cannot show it.
 *
 * @param id of the defect in the documents
 * @param why a driver cannot show it
 * @param instead what checks the rule instead
 */
public record NoDriver(String id, String why, String instead) {
    /** Requires a reason and a substitute. */
    public NoDriver {
        Validate.isTrue(!id.isBlank() && !why.isBlank() && !instead.isBlank(), "%s: why, instead: absent", id);
    }

    /** All such defects. */
    public static List<NoDriver> all() {
        return RuleFile.parseOthers("no-driver.yaml", RuleCatalogue.text("no-driver"));
    }
}
