package dev.vmig.properties.tours;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * Tours through a {@link TourGraph}, each from its start: at every step the shortest way to what is still to be covered,
 * the first edge of the graph where several are as short. The same graph gives the same tours.
 */
public final class Tours {
    /** Two edges, the second of which begins where the first ends. */
    public record Pair(TourEdge first, TourEdge second) {}

    private final Map<Place, List<TourEdge>> from = new HashMap<>();
    private final Place start;
    private final int longest;

    private Tours(TourGraph graph, int longest) {
        Validate.isTrue(longest > 0, "edges a tour: %d (expected: > 0)", longest);
        this.start = graph.start();
        this.longest = longest;
        graph.edges().forEach(edge -> from.put(edge.from(), graph.from(edge.from())));
    }

    /** Tours that take every edge; a tour ends after {@code longest} edges, or once it has come to the next new one. */
    public static List<List<TourEdge>> ofEdges(TourGraph graph, int longest) {
        return new Tours(graph, longest).cover(new LinkedHashSet<>(graph.edges()), Set.of());
    }

    /** Tours that take every pair of consecutive edges. */
    public static List<List<TourEdge>> ofPairs(TourGraph graph, int longest) {
        Tours tours = new Tours(graph, longest);
        Set<Pair> pairs = new LinkedHashSet<>();
        for (TourEdge first : graph.edges()) {
            tours.next(first.to()).forEach(second -> pairs.add(new Pair(first, second)));
        }
        return tours.cover(Set.of(), pairs);
    }

    /** The shortest walk from the start that ends with {@code edge}. */
    public static List<TourEdge> wayThrough(TourGraph graph, TourEdge edge) {
        return new Tours(graph, Integer.MAX_VALUE).way(List.of(), Set.of(edge));
    }

    /** The pairs of consecutive edges of a walk. */
    public static Set<Pair> pairsOf(List<TourEdge> walk) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int i = 1; i < walk.size(); i++) {
            pairs.add(new Pair(walk.get(i - 1), walk.get(i)));
        }
        return pairs;
    }

    private List<List<TourEdge>> cover(Set<TourEdge> edges, Set<Pair> pairs) {
        Set<Object> left = new LinkedHashSet<>(edges);
        left.addAll(pairs);
        List<List<TourEdge>> tours = new ArrayList<>();
        while (!left.isEmpty()) {
            List<TourEdge> tour = new ArrayList<>();
            while (tour.size() < longest && !left.isEmpty()) {
                List<TourEdge> way = way(tour, left);
                Validate.validState(!way.isEmpty() || !tour.isEmpty(), "no way from %s to %s", start, left);
                if (way.isEmpty()) {
                    break;
                }
                for (TourEdge edge : way) {
                    left.remove(edge);
                    if (!tour.isEmpty()) {
                        left.remove(new Pair(tour.get(tour.size() - 1), edge));
                    }
                    tour.add(edge);
                }
            }
            tours.add(List.copyOf(tour));
        }
        return tours;
    }

    /** The shortest continuation that ends with something that is left. */
    private List<TourEdge> way(List<TourEdge> tour, Set<Object> left) {
        Map<TourEdge, List<TourEdge>> before = new LinkedHashMap<>();
        Deque<TourEdge> open = new ArrayDeque<>();
        Place here = tour.isEmpty() ? start : tour.get(tour.size() - 1).to();
        for (TourEdge edge : next(here)) {
            if (left.contains(edge) || (!tour.isEmpty() && left.contains(new Pair(tour.get(tour.size() - 1), edge)))) {
                return List.of(edge);
            }
            before.put(edge, List.of());
            open.add(edge);
        }
        while (!open.isEmpty()) {
            TourEdge last = open.remove();
            for (TourEdge edge : next(last.to())) {
                if (left.contains(edge) || left.contains(new Pair(last, edge))) {
                    return wayTo(last, edge, before);
                }
                if (before.putIfAbsent(edge, List.of(last)) == null) {
                    open.add(edge);
                }
            }
        }
        return List.of();
    }

    private static List<TourEdge> wayTo(TourEdge last, TourEdge end, Map<TourEdge, List<TourEdge>> before) {
        List<TourEdge> way = new ArrayList<>(List.of(end, last));
        for (List<TourEdge> step = before.getOrDefault(last, List.of());
                !step.isEmpty();
                step = before.getOrDefault(step.get(0), List.of())) {
            way.add(step.get(0));
        }
        Collections.reverse(way);
        return way;
    }

    private List<TourEdge> next(Place place) {
        return from.getOrDefault(place, List.of());
    }
}
