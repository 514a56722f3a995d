package dev.vmig.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.Validate;

/**
 * All states that a specification can reach, in breadth-first order, and the steps between them.
 *
 * @param states the initial states first; a state's place here is its number
 * @param initial how many of them are initial
 * @param edges every step, a step that changes nothing included, ordered by its first state
 */
public record StateGraph(List<SpecState> states, int initial, List<Edge> edges) {

    /** The step from one state, by number, to another. */
    public record Edge(int from, SpecAction action, int to) {}

    public StateGraph {
        states = List.copyOf(states);
        edges = List.copyOf(edges);
    }

    /**
     * Explores all of {@code oracle}'s specification.
     *
     * @throws SpecException if it has more than {@code atMost} states
     */
    public static StateGraph explore(Oracle oracle, int atMost) {
        Validate.isTrue(atMost > 0, "bound on states: %d (expected: > 0)", atMost);
        Map<SpecState, Integer> numbers = new LinkedHashMap<>();
        List<SpecState> states = new ArrayList<>();
        for (SpecState state : oracle.initialStates()) {
            number(state, numbers, states, atMost);
        }
        int initial = states.size();
        List<Edge> edges = new ArrayList<>();
        List<SpecAction> actions = oracle.actions();
        for (int from = 0; from < states.size(); from++) {
            for (SpecAction action : actions) {
                for (SpecState next : oracle.successors(action, states.get(from))) {
                    edges.add(new Edge(from, action, number(next, numbers, states, atMost)));
                }
            }
        }
        return new StateGraph(states, initial, edges);
    }

    private static int number(SpecState state, Map<SpecState, Integer> numbers, List<SpecState> states, int atMost) {
        Integer known = numbers.putIfAbsent(state, states.size());
        if (known != null) {
            return known;
        }
        if (states.size() == atMost) {
            throw new SpecException(
                    SpecException.Kind.QUESTION, "more than " + atMost + " states can be reached; explored no further");
        }
        states.add(state);
        return states.size() - 1;
    }
}
