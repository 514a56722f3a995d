package dev.vmig.conformance.rules;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Validate;

/** * A rule of the contract. *
 * @param id permanent, such as {@code VMIG-FSM-014}
 * @param level how binding it is
 * @param text one sentence
 * @param source of the rule: uAPI text, Virtio section, number of a driver statement ({@code L-13})
 * @param features sums of the feature flags to which it applies: 1, 3, 5, 7; all if empty
 * @param traits that a driver must declare for the rule to apply
 * @param ports that are needed to observe it
 * @param since first uAPI release that has the rule; that of migration v2 if absent
 * @param until first uAPI release that no longer has it; {@link UapiVersion#NEVER} if absent
 * @param property the property of the specification that states it, such as {@code VfioMigration!OpenedRuns}
 * @param noProperty why no property states it
 * @param scenarios names of the scenarios that test it
 * @param faulty ids of the faulty drivers or VMMs that violate it
 * @param withheld whether reports state the rule only, and not the calls that violate it, as current kernels do
 */
public record Rule(
        String id,
        RuleLevel level,
        String text,
        String source,
        Set<Integer> features,
        Set<Trait> traits,
        Set<Port> ports,
        UapiVersion since,
        UapiVersion until,
        String property,
        String noProperty,
        List<String> scenarios,
        List<String> faulty,
        boolean withheld) {
    private static final Pattern ID = Pattern.compile("VMIG-[A-Z]{3}-\\d{3}");
    private static final Pattern PROPERTY = Pattern.compile("\\w+!\\w+");
    private static final Set<Integer> FEATURES = Set.of(1, 3, 5, 7);

    /** Rejects a rule that is incomplete or contradicts itself. */
    public Rule {
        Validate.isTrue(ID.matcher(id).matches(), "id: %s (expected: such as VMIG-FSM-014)", id);
        Validate.isTrue(level != null, "%s: level: absent (expected: MUST, SHOULD or INFO)", id);
        require(id, "text", text.endsWith(".") && StringUtils.countMatches(text, ". ") == 0, text, "one sentence");
        require(id, "source", !source.isBlank(), source, "where the rule is said");
        require(id, "features", FEATURES.containsAll(features), features, "some of 1, 3, 5, 7");
        require(
                id,
                "property",
                property.isEmpty() || PROPERTY.matcher(property).matches(),
                property,
                "Module!Property");
        require(id, "noProperty", property.isEmpty() != noProperty.isEmpty(), noProperty, "instead of a property");
        require(id, "scenarios", !scenarios.isEmpty(), scenarios, "at least one");
        since = since == null ? UapiVersion.V2 : since; // A file may omit both.
        until = until == null ? UapiVersion.NEVER : until;
        require(id, "until", until.compareTo(since) > 0, until, "later than " + since);
        features = Set.copyOf(features);
        traits = Set.copyOf(traits);
        ports = Set.copyOf(ports);
        scenarios = List.copyOf(scenarios);
        faulty = List.copyOf(faulty);
    }

    /** The letters between the dashes. */
    public String family() {
        return id.substring(5, 8);
    }

    /** Whether that uAPI release has the rule. */
    public boolean holdsFor(UapiVersion version) {
        return version.compareTo(since) >= 0 && version.compareTo(until) < 0;
    }

    /** The uAPI releases that have it, in words. */
    public String range() {
        return "since " + since + (until.equals(UapiVersion.NEVER) ? "" : ", until " + until);
    }

    private static void require(String id, String field, boolean met, Object value, String expected) {
        Validate.isTrue(met, "%s: %s: %s (expected: %s)", id, field, value, expected);
    }
}
