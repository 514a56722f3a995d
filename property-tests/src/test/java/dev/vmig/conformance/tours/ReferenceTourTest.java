package dev.vmig.conformance.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.SpecMoves;
import dev.vmig.conformance.SpecOracles;
import dev.vmig.conformance.tours.ReferenceTour.Issued;
import dev.vmig.conformance.tours.TourEdge.Outcome;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tours of the contract, replayed on the reference driver in lockstep with the contract. */
class ReferenceTourTest {
    private static final Set<String> ERRNOS = Set.of("EAGAIN", "EBUSY", "EEXIST", "EINVAL", "EIO", "ENOMEM", "ENXIO");

    /** Which of the commands of a call has to fail so that it comes out as the edge has it. */
    private final Map<TourEdge, Integer> culprits = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void referenceTakesEveryEdge(int flags) {
        FeatureSet features = FeatureSet.of(flags);
        TourGraph graph = ToursTest.graph(flags).only(edge -> isShown(features, edge));
        try (SpecOracles oracles = SpecOracles.bundled()) {
            Oracle oracle = oracles.vfioMigration(ERRNOS, ERRNOS);
            SpecMoves moves = SpecMoves.ofVfioMigration(oracle);
            List<SpecState> start = oracle.initialStates().stream()
                    .filter(state -> state.get("features").equals(SpecOracles.featureNames(features)))
                    .toList();
            byte[] image = ReferenceTour.image(features);
            Set<String> missed = new TreeSet<>();
            int hit = 0;
            for (TourEdge edge : graph.edges()) {
                List<TourEdge> tour = wayTo(graph, edge);
                if (replay(tour, moves, start, features, image)) {
                    hit++;
                } else {
                    missed.add(edge.toString());
                }
            }
            System.out.printf("features %d: %d edges hit of %d%n", flags, hit, graph.edges().size());
            assertThat(missed).isEmpty();
        }
    }

    private boolean replay(
            List<TourEdge> tour, SpecMoves moves, List<SpecState> start, FeatureSet features, byte[] image) {
        Set<Issued> faults = new LinkedHashSet<>();
        for (int end = 0; end < tour.size(); end++) {
            if (tour.get(end).outcome() == Outcome.FAILED && !plan(tour, end, faults, moves, start, features, image)) {
                return false;
            }
        }
        ReferenceTour run = new ReferenceTour(moves, start, features, faults, image);
        for (int step = 0; step < tour.size(); step++) {
            if (!run.take(tour.get(step), tour.subList(step + 1, tour.size()))) {
                return false;
            }
        }
        return true;
    }

    private boolean plan(
            List<TourEdge> tour,
            int at,
            Set<Issued> faults,
            SpecMoves moves,
            List<SpecState> start,
            FeatureSet features,
            byte[] image) {
        ReferenceTour sound = new ReferenceTour(moves, start, features, faults, image);
        for (int step = 0; step < at; step++) {
            sound.take(tour.get(step), tour.subList(step + 1, tour.size()));
        }
        int before = sound.issued().size();
        TourEdge edge = tour.get(at);
        sound.take(edge, List.of());
        List<Issued> candidates = sound.issued().subList(before, sound.issued().size());
        for (int candidate = culprits.getOrDefault(edge, 0); candidate < candidates.size(); candidate++) {
            Set<Issued> more = new LinkedHashSet<>(faults);
            more.add(candidates.get(candidate));
            ReferenceTour run = new ReferenceTour(moves, start, features, more, image);
            boolean asPlanned = true;
            for (int step = 0; step <= at; step++) {
                asPlanned &= run.take(tour.get(step), tour.subList(step + 1, tour.size()));
            }
            if (asPlanned) {
                culprits.put(edge, candidate);
                faults.add(candidates.get(candidate));
                return true;
            }
        }
        return false;
    }

    /** The shortest way of calls that succeed, and the edge at its end. */
    private static List<TourEdge> wayTo(TourGraph graph, TourEdge edge) {
        TourGraph calm = graph.only(one -> one.outcome() == Outcome.DONE || one.equals(edge));
        return Tours.wayThrough(calm, edge);
    }

    /**
     * Arcs in which the reference issues no command, or only the DESTROY of an object, whose failure it bears: they do
     * not fail.
     */
    private static final Set<String> SURE = Set.of(
            "RUNNING_P2P>STOP", "STOP>RUNNING_P2P", "STOP_COPY>STOP", "RESUMING>STOP", "PRE_COPY_P2P>STOP_COPY");

    /** Arcs in which it issues none at all: a reset has no time to overtake them. */
    private static final Set<String> IMMEDIATE =
            Set.of("RUNNING_P2P>STOP", "STOP>RUNNING_P2P", "PRE_COPY_P2P>STOP_COPY");

    /** What of the contract the reference can show; a driver need not fail wherever it might. */
    static boolean isShown(FeatureSet features, TourEdge edge) {
        if (edge.to().state().equals("ERROR") || edge.from().state().equals("ERROR")) {
            return false;
        }
        boolean refuses = edge.from().state().equals("RESUMING") && edge.from().load() != Place.Load.WHOLE;
        return switch (edge.outcome()) {
            case FAILED -> !refuses && !SURE.contains(hop(features, edge.to().state(), edge.call()));
            case OVERTAKEN ->
                !edge.call().equals(edge.from().state())
                        && !refuses
                        && !IMMEDIATE.contains(edge.from().state() + ">" + edge.call());
            default -> true;
        };
    }

    private static String hop(FeatureSet features, String from, String to) {
        return from.equals(to)
                ? from + ">" + to
                : from + ">"
                        + TransitionTable.of(features)
                                .nextState(MigrationState.valueOf(from), MigrationState.valueOf(to));
    }
}
