package dev.vmig.properties.tours;

import dev.vmig.properties.tours.TourEdge.Outcome;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.spec.StateGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code VfioMigration} as seen between calls, for one feature set: what the driver does in the middle of a request is
 * drawn together into one edge.
 *
 * @param start where a device is when it is opened
 * @param edges each once, in the order in which the specification reaches them
 */
public record TourGraph(Place start, List<TourEdge> edges) {
    private static final String IDLE = "no request";

    private record Underway(int state, Outcome outcome) {}

    public TourGraph {
        edges = List.copyOf(edges);
    }

    /** The projection of an explored {@code VfioMigration} to the device that has {@code features}, by their names. */
    public static TourGraph of(StateGraph graph, Set<String> features) {
        List<List<StateGraph.Edge>> steps = new ArrayList<>();
        graph.states().forEach(state -> steps.add(new ArrayList<>()));
        graph.edges().forEach(edge -> steps.get(edge.from()).add(edge));
        Set<TourEdge> edges = new LinkedHashSet<>();
        for (int number = 0; number < graph.states().size(); number++) {
            SpecState state = graph.states().get(number);
            if (state.get("features").equals(features) && isAtRest(state)) {
                for (StateGraph.Edge step : steps.get(number)) {
                    follow(graph, steps, Place.of(state), step, edges);
                }
            }
        }
        return new TourGraph(Place.of(graph.states().get(0)), new ArrayList<>(edges));
    }

    /** The part of it that can be reached by such edges alone. */
    public TourGraph only(Predicate<TourEdge> some) {
        Set<Place> reached = new HashSet<>(Set.of(start));
        List<TourEdge> kept = edges.stream().filter(some).toList();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (TourEdge edge : kept) {
                grows |= reached.contains(edge.from()) && reached.add(edge.to());
            }
        }
        return new TourGraph(
                start,
                kept.stream().filter(edge -> reached.contains(edge.from())).toList());
    }

    /** The edges that begin in a place. */
    public List<TourEdge> from(Place place) {
        return edges.stream().filter(edge -> edge.from().equals(place)).toList();
    }

    /** How many pairs of consecutive edges there are. */
    public long pairs() {
        return edges.stream().mapToLong(edge -> from(edge.to()).size()).sum();
    }

    private static void follow(
            StateGraph graph,
            List<List<StateGraph.Edge>> steps,
            Place from,
            StateGraph.Edge first,
            Set<TourEdge> found) {
        SpecAction action = first.action();
        String call = action.arguments().isEmpty()
                ? action.name()
                : String.valueOf(action.arguments().values().iterator().next());
        Outcome begins = action.name().equals("Refuse") ? Outcome.REFUSED : Outcome.DONE;
        Deque<Underway> open = new ArrayDeque<>(List.of(new Underway(first.to(), begins)));
        Set<Underway> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Underway now = open.remove();
            SpecState state = graph.states().get(now.state());
            if (isAtRest(state)) {
                found.add(new TourEdge(from, call, now.outcome(), Place.of(state)));
                continue;
            }
            for (StateGraph.Edge step : steps.get(now.state())) {
                Underway next = new Underway(step.to(), outcome(step.action(), now.outcome()));
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
    }

    private static Outcome outcome(SpecAction action, Outcome before) {
        return switch (action.name()) {
            case "FailArc", "FailIntoError" -> Outcome.FAILED;
            case "RefuseImage" -> Outcome.NOT_LOADED;
            case "Reset" -> Outcome.OVERTAKEN;
            default -> before;
        };
    }

    private static boolean isAtRest(SpecState state) {
        return state.get("goal").equals(IDLE);
    }
}
