package dev.vmig.properties.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
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
    private static final int NONE = -1;
    private static final int UNSEEN = -2;
    private static final int[] NO_EDGES = {};

    /** Two edges, the second of which begins where the first ends. */
    public record Pair(TourEdge first, TourEdge second) {}

    /** An edge goes by its number in here, since the search asks for millions of pairs. */
    private final List<TourEdge> edges;

    private final Map<Place, int[]> from = new HashMap<>();
    private final Place start;
    private final int longest;
    private final BitSet edgesLeft = new BitSet();
    /** A pair is {@code first * edges.size() + second}. */
    private final BitSet pairsLeft = new BitSet();

    private Tours(TourGraph graph, int longest) {
        Validate.isTrue(longest > 0, "edges a tour: %d (expected: > 0)", longest);
        this.start = graph.start();
        this.longest = longest;
        this.edges = graph.edges();
        Map<Place, List<Integer>> numbers = new HashMap<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            numbers.computeIfAbsent(edges.get(edge).from(), place -> new ArrayList<>())
                    .add(edge);
        }
        numbers.forEach((place, some) ->
                from.put(place, some.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** Tours that take every edge; a tour ends after {@code longest} edges, or once it has come to the next new one. */
    public static List<List<TourEdge>> ofEdges(TourGraph graph, int longest) {
        Tours tours = new Tours(graph, longest);
        tours.edgesLeft.set(0, tours.edges.size());
        return tours.cover();
    }

    /** Tours that take every pair of consecutive edges. */
    public static List<List<TourEdge>> ofPairs(TourGraph graph, int longest) {
        Tours tours = new Tours(graph, longest);
        for (int first = 0; first < tours.edges.size(); first++) {
            for (int second : tours.next(tours.edges.get(first).to())) {
                tours.pairsLeft.set(tours.pair(first, second));
            }
        }
        return tours.cover();
    }

    /** The shortest walk from the start that ends with {@code edge}. */
    public static List<TourEdge> wayThrough(TourGraph graph, TourEdge edge) {
        Tours tours = new Tours(graph, Integer.MAX_VALUE);
        tours.edgesLeft.set(tours.edges.indexOf(edge));
        return tours.walk(tours.way(NONE));
    }

    /** The pairs of consecutive edges of a walk. */
    public static Set<Pair> pairsOf(List<TourEdge> walk) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int i = 1; i < walk.size(); i++) {
            pairs.add(new Pair(walk.get(i - 1), walk.get(i)));
        }
        return pairs;
    }

    private List<List<TourEdge>> cover() {
        List<List<TourEdge>> tours = new ArrayList<>();
        while (isSomethingLeft()) {
            List<Integer> tour = new ArrayList<>();
            int last = NONE;
            while (tour.size() < longest && isSomethingLeft()) {
                List<Integer> way = way(last);
                Validate.validState(!way.isEmpty() || !tour.isEmpty(), "no way from %s to what is left", start);
                if (way.isEmpty()) {
                    break;
                }
                for (int edge : way) {
                    edgesLeft.clear(edge);
                    if (last != NONE) {
                        pairsLeft.clear(pair(last, edge));
                    }
                    tour.add(edge);
                    last = edge;
                }
            }
            tours.add(walk(tour));
        }
        return tours;
    }

    private boolean isSomethingLeft() {
        return !edgesLeft.isEmpty() || !pairsLeft.isEmpty();
    }

    private boolean isLeft(int last, int edge) {
        return edgesLeft.get(edge) || (last != NONE && pairsLeft.get(pair(last, edge)));
    }

    private int pair(int first, int second) {
        return first * edges.size() + second;
    }

    /** The shortest continuation after the edge {@code last} that ends with something that is left. */
    private List<Integer> way(int last) {
        int[] before = new int[edges.size()];
        Arrays.fill(before, UNSEEN);
        int[] open = new int[edges.size()];
        int end = 0;
        for (int edge : next(last == NONE ? start : edges.get(last).to())) {
            if (isLeft(last, edge)) {
                return List.of(edge);
            }
            before[edge] = NONE;
            open[end++] = edge;
        }
        for (int begin = 0; begin < end; begin++) {
            int here = open[begin];
            for (int edge : next(edges.get(here).to())) {
                if (isLeft(here, edge)) {
                    return wayTo(here, edge, before);
                }
                if (before[edge] == UNSEEN) {
                    before[edge] = here;
                    open[end++] = edge;
                }
            }
        }
        return List.of();
    }

    private static List<Integer> wayTo(int last, int end, int[] before) {
        List<Integer> way = new ArrayList<>(List.of(end));
        for (int step = last; step != NONE; step = before[step]) {
            way.add(step);
        }
        Collections.reverse(way);
        return way;
    }

    private List<TourEdge> walk(List<Integer> numbers) {
        return numbers.stream().map(edges::get).toList();
    }

    private int[] next(Place place) {
        return from.getOrDefault(place, NO_EDGES);
    }
}
