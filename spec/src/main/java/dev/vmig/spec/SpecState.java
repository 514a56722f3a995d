package dev.vmig.spec;

import java.util.Map;

/**
 * One state of a specification: a value for each variable. Immutable; two states of one oracle are equal when their
 * values are. Prints as the conjunction that TLA+ would write.
 */
public interface SpecState {

    /**
     * The value of {@code variable}, as {@link Oracle} maps it.
     *
     * @throws SpecException if the specification has no such variable
     */
    Object get(String variable);

    /** All variables in the order of their declaration, with their values. */
    Map<String, Object> values();
}
