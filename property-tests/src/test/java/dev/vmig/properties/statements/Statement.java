package dev.vmig.properties.statements;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.lang3.Validate;

/**
 * One statement.
 *
 * @param id as {@code DP-DEV-04}, {@code L-49} or {@code DT-14}
 * @param level MUST, SHOULD, MAY and so on; {@code text} if it stands in prose; empty for statements about the driver
 * @param section of Virtio 1.4, or file, function and version of a statement about dirty tracking; empty for statements
 *     about the driver
 * @param marks {@code K}: Linux departs from the contract, {@code D}: deduced from its source; or both, or empty
 * @param quirk the id under which {@code docs/findings.md} lists the departure, or empty
 * @param text the rule, in short; of the contract, where Linux departs from it
 * @param spec the properties of the specification that hold it, as {@code VirtioVf!SilentWhileStopped}
 * @param scope why it is out of scope, or empty
 */
public record Statement(
        String id,
        String level,
        String section,
        String marks,
        String quirk,
        String text,
        List<String> spec,
        String scope) {
    /** What is taken for an id of a statement; other tags are none of ours. */
    static final Pattern ID = Pattern.compile("(?:ADM|AVQ|CAP|OBJ|DP|LEG|REL|L|DT)-[A-Z0-9-]*[0-9]");

    private static final Pattern SPEC_NAME = Pattern.compile("\\w+!\\w+");
    private static final Pattern MARKS = Pattern.compile("(?:K|D|K D)?");

    /** Checks the form. */
    public Statement {
        spec = List.copyOf(spec);
        Validate.isTrue(ID.matcher(id).matches(), "id: %s (expected: as DP-DEV-04 or L-49)", id);
        Validate.notBlank(text, "%s: no text", id);
        Validate.isTrue(MARKS.matcher(marks).matches(), "%s: marks: %s (expected: K, D or K D)", id, marks);
        for (String name : spec) {
            Validate.isTrue(SPEC_NAME.matcher(name).matches(), "%s: spec: %s (expected: Module!Name)", id, name);
        }
    }

    /** Whether a reason is given why nothing holds it. */
    boolean isOutOfScope() {
        return !scope.isEmpty();
    }
}
