package dev.vmig.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.properties.tours.TourGraph;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.StateGraph;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long walks through the product of driver, device, stream, faults and resets. {@link LockstepTest} has the short ones,
 * which shrink; here the length finds what needs a history. {@code -Dvmig.walk.seed=N} takes one walk again.
 */
class LongWalkTest {
    private static final int STEPS = 600;
    private static final int WALKS = 4;

    private final SpecOracles oracles = SpecOracles.bundled();
    private final SpecMoves moves = SpecMoves.ofVirtioVf(oracles.virtioVf(LockstepRun.ERRNOS, Set.of()));

    @AfterEach
    void close() {
        oracles.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void longWalksAreExplained(int flags) {
        FeatureSet features = FeatureSet.of(flags);
        List<List<TraceEvent>> walks = new ArrayList<>();
        long began = System.nanoTime();
        for (long seed : seeds()) {
            walks.add(LongWalks.walk(moves, features, DriverProfile.CONTRACT, seed, STEPS));
        }
        double seconds = (System.nanoTime() - began) / 1e9;

        Oracle oracle = oracles.vfioMigration(LockstepRun.ERRNOS, LockstepRun.ERRNOS);
        SpecMoves contract = SpecMoves.ofVfioMigration(oracle);
        TourGraph graph = TourGraph.of(StateGraph.explore(oracle, 5_000), SpecOracles.featureNames(features));
        WalkedEdges edges = new WalkedEdges(graph);
        walks.forEach(events -> edges.follow(contract, TraceChecker.initialStates(contract, flags), events));
        System.out.printf(
                "features %d, long walks: %d steps, %.0f a second; %d edges of %d%n",
                flags,
                walks.size() * STEPS,
                walks.size() * STEPS / seconds,
                edges.taken().size(),
                graph.edges().size());
        assertThat(edges.taken().size()).isGreaterThan(graph.edges().size() / 10);
    }

    @Test
    void sameSeedGivesSameWalk() {
        FeatureSet features = FeatureSet.STOP_COPY_P2P;
        assertThat(LongWalks.walk(moves, features, DriverProfile.CONTRACT, 5, 100))
                .isEqualTo(LongWalks.walk(moves, features, DriverProfile.CONTRACT, 5, 100));
    }

    /** The check can fail: a driver that leaves RESUMING with what is not a whole state (K-1); the seed is told. */
    @Test
    void brokenDriverIsFoundAndTheSeedIsReported() {
        DriverProfile broken = new DriverProfile(Set.of(Quirk.K_1), false);
        assertThatThrownBy(() -> LongWalks.walk(moves, FeatureSet.STOP_COPY_P2P, broken, 1, STEPS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dvmig.walk.seed=1");
    }

    private static long[] seeds() {
        Long one = Long.getLong("vmig.walk.seed");
        return one == null ? LongStream.rangeClosed(1, WALKS).toArray() : new long[] {one};
    }
}
