package dev.vmig.properties.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.StateGraph;
import dev.vmig.trace.walk.SpecOracles;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tours leave nothing of the model out, whatever a device can do. */
class ToursTest {
    private static final Map<Integer, TourGraph> GRAPHS = new ConcurrentHashMap<>();
    private static final Map<Integer, List<List<TourEdge>>> PAIR_TOURS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void toursCoverEveryEdgeAndEveryPairOfEdges(int features) {
        TourGraph graph = graph(features);
        Set<TourEdge> edges = new HashSet<>();
        List<List<TourEdge>> edgeTours = Tours.ofEdges(graph, 40);
        edgeTours.forEach(tour -> {
            assertIsWalk(graph, tour);
            edges.addAll(tour);
        });
        Set<Tours.Pair> pairs = new HashSet<>();
        List<List<TourEdge>> pairTours = pairTours(features);
        pairTours.forEach(tour -> {
            assertIsWalk(graph, tour);
            pairs.addAll(Tours.pairsOf(tour));
        });
        System.out.printf(
                "features %d: %d edges of %d in %d tours, %d steps; %d pairs of %d in %d tours, %d steps%n",
                features,
                edges.size(),
                graph.edges().size(),
                edgeTours.size(),
                edgeTours.stream().mapToInt(List::size).sum(),
                pairs.size(),
                graph.pairs(),
                pairTours.size(),
                pairTours.stream().mapToInt(List::size).sum());
        assertThat(edges).containsExactlyInAnyOrderElementsOf(graph.edges());
        assertThat(pairs).hasSize(Math.toIntExact(graph.pairs()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void sameGraphGivesSameTours(int features) {
        assertThat(Tours.ofPairs(graph(features), 40)).isEqualTo(Tours.ofPairs(graph(features), 40));
    }

    /** Tours of all pairs, worked out once for all tests. */
    static List<List<TourEdge>> pairTours(int features) {
        return PAIR_TOURS.computeIfAbsent(features, flags -> Tours.ofPairs(graph(flags), 60));
    }

    static TourGraph graph(int features) {
        return GRAPHS.computeIfAbsent(features, ToursTest::project);
    }

    private static TourGraph project(int features) {
        try (SpecOracles oracles = SpecOracles.bundled()) {
            Oracle oracle = oracles.vfioMigration(Set.of("EIO"), Set.of("EINVAL"));
            return TourGraph.of(StateGraph.explore(oracle, 5_000), SpecOracles.featureNames(FeatureSet.of(features)));
        }
    }

    private static void assertIsWalk(TourGraph graph, List<TourEdge> tour) {
        Place here = graph.start();
        for (TourEdge edge : tour) {
            assertThat(edge.from()).isEqualTo(here);
            here = edge.to();
        }
    }
}
