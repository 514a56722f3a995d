package dev.vmig.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a property found to be what makes the whole false.
 *
 * @param text its source text, on one line
 * @param label the label ({@code Low:: count >= 0}) of it, or of the nearest part around it
 * @param operator the definition that it stands in
 * @param where its place
 * @param binding the values of the bound identifiers, parameters included, for which it is false
 */
public record FalsePart(
        String text, @Nullable String label, String operator, SourceLocation where, Map<String, Object> binding) {

    public FalsePart {
        binding = Collections.unmodifiableMap(new LinkedHashMap<>(binding));
    }

    @Override
    public String toString() {
        String values = binding.entrySet().stream()
                .map(bound -> bound.getKey() + " = " + TlaText.of(bound.getValue()))
                .collect(Collectors.joining(", "));
        return where + ": " + operator + ": " + (label == null ? "" : label + ":: ") + text
                + (values.isEmpty() ? "" : "  for " + values);
    }
}
