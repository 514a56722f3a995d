package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.function.Predicate;

/**
 * The meaning of an event in the spec. Before and after it the spec may take any number of steps without an event.
 *
 * @param from condition on the state before
 * @param action the possible actions; none if the event is no step
 * @param elseStay whether the state stays where no action is possible
 * @param where condition on the state after
 */
record Meaning(Predicate<SpecState> from, Predicate<SpecAction> action, boolean elseStay, Predicate<SpecState> where) {
    /** A step by one of the actions. */
    static Meaning step(Predicate<SpecAction> action) {
        return new Meaning(state -> true, action, false, state -> true);
    }

    /** A step by one of the actions, if one is possible. */
    static Meaning stepIfPossible(Predicate<SpecAction> action) {
        return new Meaning(state -> true, action, true, state -> true);
    }

    /** No step; a condition on the state. */
    static Meaning seen(Predicate<SpecState> where) {
        return new Meaning(where, action -> false, true, state -> true);
    }

    static Meaning nothing() {
        return seen(state -> true);
    }

    /** This meaning, restricted to some states before. */
    Meaning from(Predicate<SpecState> before) {
        return new Meaning(from.and(before), action, elseStay, where);
    }

    /** This meaning, restricted to some states after. */
    Meaning into(Predicate<SpecState> after) {
        return new Meaning(from, action, elseStay, where.and(after));
    }
}
