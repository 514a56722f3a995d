package dev.vmig.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a behaviour that violates a property.
 *
 * @param number the state's number from 1; for {@link Kind#BACK_TO} the number of the state that is returned to
 * @param action what led here, empty for an initial state and for stuttering
 * @param where the place of that action, if TLC names one
 * @param state variable to value as TLA+ text, in TLC's order; empty if the step has no new state
 */
public record CounterexampleStep(
        Kind kind, int number, String action, @Nullable SourceLocation where, Map<String, String> state) {

    /** What the step is. */
    public enum Kind {
        /** An initial state. */
        INITIAL,
        /** An action and the state that it leads to. */
        ACTION,
        /** Nothing happens any more, for ever. */
        STUTTERING,
        /** The behaviour loops back to an earlier state. */
        BACK_TO
    }

    public CounterexampleStep {
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }

    @Override
    public String toString() {
        String head = number + ": "
                + switch (kind) {
                    case INITIAL -> "initially";
                    case ACTION -> action;
                    case STUTTERING -> "stuttering";
                    case BACK_TO -> "back to state " + number + (action.isEmpty() ? "" : " by " + action);
                };
        return state.entrySet().stream()
                .map(variable -> "\n    " + variable.getKey() + " = " + variable.getValue())
                .collect(Collectors.joining("", head, ""));
    }
}
