package dev.vmig.properties.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.properties.tours.TourEdge.Outcome;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference driver with the simulated device takes every edge and every pair of edges of the contract that it can
 * show, in lockstep with the contract; what it cannot show is counted, with the reason.
 */
class ReferenceTourTest {
    private static final Set<String> ERRNOS = Set.of("EAGAIN", "EBUSY", "EEXIST", "EINVAL", "EIO", "ENOMEM", "ENXIO");
    private static final int LONGEST = 60;
    private static final int MOST_COMMANDS = 8;

    private final SpecOracles oracles = SpecOracles.bundled();
    private final Oracle oracle = oracles.vfioMigration(ERRNOS, ERRNOS);
    private final SpecMoves moves = SpecMoves.ofVfioMigration(oracle);
    private final Map<TourEdge, Integer> culprits = new HashMap<>();

    @AfterEach
    void close() {
        oracles.close();
    }

    @Tag("L-15")
    @Tag("L-111")
    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void referenceTakesEveryEdgeAndEveryPairThatItCanShow(int flags) {
        FeatureSet features = FeatureSet.of(flags);
        byte[] image = ReferenceBench.saved(features);
        TourGraph model = ToursTest.graph(flags);
        Map<NotShown, Integer> notShown = new TreeMap<>();
        model.edges()
                .forEach(edge -> NotShown.of(features, edge).ifPresent(why -> notShown.merge(why, 1, Integer::sum)));
        TourGraph graph = model.only(edge -> NotShown.of(features, edge).isEmpty());
        findCulprits(graph, features, image);

        TourGraph onwards = graph.only(edge -> !NotShown.losesSession(features, edge));
        Set<TourEdge> edges = new HashSet<>(culprits.keySet());
        int last = graph.edges().size() - onwards.edges().size();
        Set<Tours.Pair> pairs = new HashSet<>();
        for (List<TourEdge> tour : Tours.ofPairs(onwards, LONGEST)) {
            assertThat(replay(tour, features, DriverProfile.CONTRACT, image))
                    .as("features %d: %s", flags, tour)
                    .isEmpty();
            edges.addAll(tour);
            pairs.addAll(Tours.pairsOf(tour));
        }
        int rest = notShown.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "features %d, reference driver: %d edges of %d, %d of them as the last; %d pairs of %d; not shown: %s%n",
                flags,
                edges.size(),
                model.edges().size() - rest,
                last,
                pairs.size(),
                onwards.pairs(),
                rest == 0 ? "nothing" : rest + " edges " + notShown);
        assertThat(edges).containsExactlyInAnyOrderElementsOf(graph.edges());
        assertThat(edges.size() + rest).isEqualTo(model.edges().size());
        assertThat(pairs).hasSize(Math.toIntExact(onwards.pairs()));
    }

    /** The check can fail: a driver that leaves RESUMING with what is not a whole state (K-1). */
    @Test
    void driverThatDoesNotCheckWhatItLoadedIsFoundOut() {
        FeatureSet features = FeatureSet.STOP_COPY_P2P;
        TourGraph graph =
                ToursTest.graph(3).only(edge -> NotShown.of(features, edge).isEmpty());
        TourEdge notLoaded = graph.edges().stream()
                .filter(edge -> edge.outcome() == Outcome.NOT_LOADED)
                .findFirst()
                .orElseThrow();
        DriverProfile broken = new DriverProfile(Set.of(Quirk.K_1), false);
        assertThat(replay(wayTo(graph, notLoaded), features, broken, ReferenceBench.saved(features)))
                .isPresent();
    }

    /** Which command of a request has to be damaged so that it fails where the edge has it. */
    private void findCulprits(TourGraph graph, FeatureSet features, byte[] image) {
        Set<String> missed = new TreeSet<>();
        for (TourEdge edge : graph.edges()) {
            if (edge.outcome() != Outcome.FAILED) {
                continue;
            }
            List<TourEdge> way = wayTo(graph, edge);
            Optional<String> objection = Optional.of("");
            for (int sound = 0; sound < MOST_COMMANDS && objection.isPresent(); sound++) {
                culprits.put(edge, sound);
                objection = replay(way, features, DriverProfile.CONTRACT, image);
            }
            objection.ifPresent(why -> missed.add(edge + " (" + why + ")"));
        }
        assertThat(missed).as("no command makes them fail").isEmpty();
    }

    private Optional<String> replay(List<TourEdge> tour, FeatureSet features, DriverProfile profile, byte[] image) {
        List<SpecState> start = PlainTourTest.startOf(oracle, features);
        return new TourReplay(moves, start, new ReferenceBench(features, profile, culprits, image)).take(tour);
    }

    /** The shortest way of calls that succeed, and the edge at its end. */
    private static List<TourEdge> wayTo(TourGraph graph, TourEdge edge) {
        TourGraph calm = graph.only(one -> one.outcome() == Outcome.DONE || one.equals(edge));
        return Tours.wayThrough(calm, edge);
    }
}
