package dev.vmig.properties.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every edge of the contract and every pair of consecutive edges, for each feature set, with faults, ERROR and resets, in
 * lockstep with the contract: nothing in the model is out of a driver's reach.
 */
class PlainTourTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void everyEdgeAndEveryPairOfTheContractCanBeShown(int flags) {
        FeatureSet features = FeatureSet.of(flags);
        TourGraph graph = ToursTest.graph(flags);
        try (SpecOracles oracles = SpecOracles.bundled()) {
            Oracle oracle = oracles.vfioMigration(Set.of("ENXIO"), Set.of("EINVAL"));
            SpecMoves moves = SpecMoves.ofVfioMigration(oracle);
            List<SpecState> start = startOf(oracle, features);
            Set<TourEdge> edges = new HashSet<>();
            Set<Tours.Pair> pairs = new HashSet<>();
            for (List<TourEdge> tour : ToursTest.pairTours(flags)) {
                Optional<String> objection = new TourReplay(moves, start, new PlainBench(features)).take(tour);
                assertThat(objection).as("features %d: %s", flags, tour).isEmpty();
                edges.addAll(tour);
                pairs.addAll(Tours.pairsOf(tour));
            }
            System.out.printf(
                    "features %d, plain driver: %d edges of %d, %d pairs of %d%n",
                    flags, edges.size(), graph.edges().size(), pairs.size(), graph.pairs());
            assertThat(edges).containsExactlyInAnyOrderElementsOf(graph.edges());
            assertThat(pairs).hasSize(Math.toIntExact(graph.pairs()));
        }
    }

    static List<SpecState> startOf(Oracle oracle, FeatureSet features) {
        return oracle.initialStates().stream()
                .filter(state -> state.get("features").equals(SpecOracles.featureNames(features)))
                .toList();
    }
}
