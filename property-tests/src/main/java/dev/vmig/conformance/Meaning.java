package dev.vmig.conformance;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.function.Predicate;

/**
 * What an event means in the spec: which action it is, if any, and what is true of the state afterwards.
 *
 * <p>Before and after the action, the spec may take any number of steps that leave no event.
 *
 * @param step whether the event is a step of the spec; if not, it only tells something about the state
 * @param action which actions it can be
 * @param after what is true of the state after that action, or, without an action, of a state that the spec can be in
 */
record Meaning(boolean step, Predicate<SpecAction> action, Predicate<SpecState> after) {
    /** The event is one of these actions. */
    static Meaning action(Predicate<SpecAction> action) {
        return new Meaning(true, action, state -> true);
    }

    /** The event is one of these actions, and leads to such a state. */
    static Meaning action(Predicate<SpecAction> action, Predicate<SpecState> after) {
        return new Meaning(true, action, after);
    }

    /** The event tells something about the state. */
    static Meaning seen(Predicate<SpecState> after) {
        return new Meaning(false, action -> false, after);
    }

    /** The event tells nothing. */
    static Meaning nothing() {
        return seen(state -> true);
    }
}
