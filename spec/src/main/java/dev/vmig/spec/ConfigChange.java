package dev.vmig.spec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The differences between the configuration of a model and that of its module; absent fields are equal.
 *
 * @param constants name to value, as TLC's configuration language writes it
 * @param substitutions of an operator by another, {@code CONSTANT name <- other}; by itself, so that the definition of
 *     the module stands
 * @param symmetry none if it is empty
 * @param view none if it is empty
 */
record ConfigChange(
        @Nullable String specification,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> constants,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> substitutions,
        @Nullable String symmetry,
        @Nullable String view,
        @Nullable List<String> invariants,
        @Nullable List<String> properties) {

    static final ConfigChange NONE = new ConfigChange(null, Map.of(), Map.of(), null, null, null, null);

    /** The same, with these invariants and properties to be checked and no other. */
    ConfigChange asking(List<String> onlyInvariants, List<String> onlyProperties) {
        return new ConfigChange(
                specification, constants, substitutions, symmetry, view, onlyInvariants, onlyProperties);
    }
}
