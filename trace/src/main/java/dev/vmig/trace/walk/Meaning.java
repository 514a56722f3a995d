package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.function.Predicate;

/**
 * What an event, or the beginning of a call, means in the spec. Before and after it the spec may take any number of steps
 * that leave no event.
 *
 * @param from what is true before it
 * @param action which actions it can be; none if it is no step
 * @param elseStay whether it changes nothing where none of the actions is possible
 * @param where what is true afterwards
 */
record Meaning(Predicate<SpecState> from, Predicate<SpecAction> action, boolean elseStay, Predicate<SpecState> where) {
    /** One of the actions is taken. */
    static Meaning step(Predicate<SpecAction> action) {
        return new Meaning(state -> true, action, false, state -> true);
    }

    /** One of the actions is taken if one is possible. */
    static Meaning stepIfPossible(Predicate<SpecAction> action) {
        return new Meaning(state -> true, action, true, state -> true);
    }

    /** No step; the event tells something about the state. */
    static Meaning seen(Predicate<SpecState> where) {
        return new Meaning(where, action -> false, true, state -> true);
    }

    static Meaning nothing() {
        return seen(state -> true);
    }

    /** The same, from some of the states only. */
    Meaning from(Predicate<SpecState> before) {
        return new Meaning(from.and(before), action, elseStay, where);
    }

    /** The same, into some of the states only. */
    Meaning into(Predicate<SpecState> after) {
        return new Meaning(from, action, elseStay, where.and(after));
    }
}
