package dev.vmig.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One instance of an action of the next-state relation.
 *
 * @param name the operator that defines it, {@code Next} for a disjunct that has no operator of its own
 * @param arguments parameter to value, in the order of the definition; for an action without parameters, what the
 *     quantifiers around it bind
 */
public record SpecAction(String name, Map<String, Object> arguments) {

    public SpecAction {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** As one writes it in TLA+: {@code Ask("STOP")}. */
    @Override
    public String toString() {
        return arguments.isEmpty()
                ? name
                : arguments.values().stream().map(TlaText::of).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
