package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.function.Predicate;

/**
 * What an event means in the spec.
 *
 * <p>Before and after it the spec may take any number of steps that leave no event.
 *
 * @param kind whether it is a step
 * @param from what is true before it, if it is one
 * @param action which actions it can be, if it is one
 * @param where what is true afterwards
 */
record Meaning(Kind kind, Predicate<SpecState> from, Predicate<SpecAction> action, Predicate<SpecState> where) {
    enum Kind {
        /** One of the actions is taken. */
        STEP,
        /** One of the actions is taken if one is possible; where none is, the event changes nothing. */
        STEP_IF_POSSIBLE,
        /** No step; the event tells something about the state. */
        OBSERVATION
    }

    static Meaning step(Predicate<SpecAction> action) {
        return new Meaning(Kind.STEP, state -> true, action, state -> true);
    }

    static Meaning step(Predicate<SpecAction> action, Predicate<SpecState> where) {
        return new Meaning(Kind.STEP, state -> true, action, where);
    }

    static Meaning stepIfPossible(Predicate<SpecAction> action) {
        return new Meaning(Kind.STEP_IF_POSSIBLE, state -> true, action, state -> true);
    }

    static Meaning seen(Predicate<SpecState> where) {
        return new Meaning(Kind.OBSERVATION, state -> true, action -> false, where);
    }

    /** The same, from some of the states only. */
    Meaning from(Predicate<SpecState> before) {
        return new Meaning(kind, before, action, where);
    }

    static Meaning nothing() {
        return seen(state -> true);
    }
}
