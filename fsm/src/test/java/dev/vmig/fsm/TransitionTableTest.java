package dev.vmig.fsm;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the table without the spec; the comparison with it is in the spec module. */
class TransitionTableTest {
    /** What the kernel's own function accepts of the 64 pairs, recorded on Linux 6.12 and 7.2. */
    @ParameterizedTest
    @CsvSource({"STOP_COPY,16", "STOP_COPY_P2P,25", "STOP_COPY_PRE_COPY,24", "STOP_COPY_P2P_PRE_COPY,47"})
    void acceptsAsManyPairsAsTheKernel(FeatureSet features, int accepted) {
        TransitionTable table = TransitionTable.of(features);
        assertThat(pairs().filter(p -> table.allows(p.get(0), p.get(1)))).hasSize(accepted);
    }

    /** enum vfio_device_mig_state, include/uapi/linux/vfio.h: 6, 8, 9 and 15 arcs. */
    @ParameterizedTest
    @CsvSource({"STOP_COPY,6", "STOP_COPY_P2P,8", "STOP_COPY_PRE_COPY,9", "STOP_COPY_P2P_PRE_COPY,15"})
    void pathsUseExactlyTheArcsOfTheFeatureSet(FeatureSet features, int arcs) {
        assertThat(paths(features).flatMap(List::stream).distinct()).hasSize(arcs);
    }

    /** Statement 25: 2 arcs at most with features 1, 3 with 3 and 5, 4 with 7. */
    @ParameterizedTest
    @CsvSource({"STOP_COPY,2", "STOP_COPY_P2P,3", "STOP_COPY_PRE_COPY,3", "STOP_COPY_P2P_PRE_COPY,4"})
    @Tag("L-25")
    void longestPathHasAsManyArcs(FeatureSet features, int longest) {
        assertThat(paths(features).mapToInt(List::size).max()).hasValue(longest);
    }

    /**
     * Statement 25. The shortest walk over the arcs of the feature set, found by trying all, in which no state of the
     * saving group lies between the ends; PRE_COPY to STOP_COPY may pass through PRE_COPY_P2P, and the way back from
     * STOP_COPY is closed.
     */
    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    @Tag("L-25")
    void pathsAreTheShortestThatKeepOutOfTheSavingGroup(FeatureSet features) {
        TransitionTable table = TransitionTable.of(features);
        pairs().filter(p -> p.stream().allMatch(features::supports)).forEach(p -> {
            MigrationState from = p.get(0);
            MigrationState to = p.get(1);
            boolean wayBack = from == STOP_COPY && (to == PRE_COPY || to == PRE_COPY_P2P);
            int shortest = wayBack ? -1 : shortest(features, from, to);
            assertThat(table.path(from, to).map(List::size).orElse(-1))
                    .as(from + " > " + to)
                    .isEqualTo(shortest);
        });
    }

    /** Statements 14 and 15. */
    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    @Tag("L-14")
    @Tag("L-15")
    void askingForTheCurrentStateNeedsNoArcUnlessItIsError(FeatureSet features) {
        TransitionTable table = TransitionTable.of(features);
        for (MigrationState state : MigrationState.values()) {
            if (features.supports(state)) {
                assertThat(table.path(state, state)).hasValue(List.of());
            }
            assertThat(table.path(state, ERROR)).isEmpty();
            assertThat(table.path(ERROR, state)).isEmpty();
        }
    }

    /** Statement 18, H-1: refused, and the lookup returns. */
    @Test
    @Tag("L-18")
    void stopCopyDoesNotLeadBackToPreCopy() {
        TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        assertThat(table.next(STOP_COPY, PRE_COPY)).isEqualTo(ERROR);
        assertThat(table.next(STOP_COPY, PRE_COPY_P2P)).isEqualTo(ERROR);
        assertThat(TransitionTable.of(FeatureSet.STOP_COPY_PRE_COPY).next(STOP_COPY, PRE_COPY))
                .isEqualTo(ERROR);
    }

    /** Statements 19 to 24. */
    @Test
    @Tag("L-19")
    @Tag("L-20")
    @Tag("L-21")
    @Tag("L-22")
    @Tag("L-23")
    @Tag("L-24")
    void pathsVisitTheStatesThatTheFactsName() {
        assertThat(visited(7, RUNNING, STOP_COPY)).containsExactly(RUNNING_P2P, STOP, STOP_COPY);
        assertThat(visited(1, RUNNING, STOP_COPY)).containsExactly(STOP, STOP_COPY);
        assertThat(visited(7, PRE_COPY, STOP_COPY)).containsExactly(PRE_COPY_P2P, STOP_COPY);
        assertThat(visited(5, PRE_COPY, STOP_COPY)).containsExactly(STOP_COPY);
        assertThat(visited(7, PRE_COPY, STOP)).containsExactly(RUNNING, RUNNING_P2P, STOP);
        assertThat(visited(7, PRE_COPY_P2P, PRE_COPY)).containsExactly(PRE_COPY);
        assertThat(visited(7, PRE_COPY_P2P, RUNNING)).containsExactly(RUNNING_P2P, RUNNING);
        assertThat(visited(7, RESUMING, PRE_COPY)).containsExactly(STOP, RUNNING_P2P, RUNNING, PRE_COPY);
        assertThat(visited(7, RUNNING_P2P, PRE_COPY)).containsExactly(RUNNING, PRE_COPY);
        assertThat(visited(7, RUNNING, PRE_COPY_P2P)).containsExactly(RUNNING_P2P, PRE_COPY_P2P);
    }

    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    void everyPathLeadsFromArcToArcToItsTarget(FeatureSet features) {
        TransitionTable table = TransitionTable.of(features);
        for (MigrationState from : MigrationState.values()) {
            for (MigrationState to : MigrationState.values()) {
                MigrationState at = from;
                for (Arc arc : table.path(from, to).orElse(List.of())) {
                    assertThat(arc.from()).as(from + " > " + to).isEqualTo(at);
                    at = arc.to();
                }
                assertThat(at).as(from + " > " + to).isEqualTo(table.allows(from, to) ? to : from);
            }
        }
    }

    /** Statement 26. */
    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    @Tag("L-26")
    void onlyTheLastArcReturnsAFile(FeatureSet features) {
        assertThat(paths(features))
                .allSatisfy(path -> assertThat(path.stream().limit(Math.max(0, path.size() - 1)))
                        .noneMatch(Arc::returnsFile));
        assertThat(Arrays.stream(Arc.values()).filter(Arc::returnsFile)).hasSize(4);
    }

    private static int shortest(FeatureSet features, MigrationState from, MigrationState to) {
        if (features.hasP2p() && from == PRE_COPY && to == STOP_COPY) {
            return 2;
        }
        Set<MigrationState> seen = EnumSet.of(from);
        Set<MigrationState> front = EnumSet.of(from);
        for (int arcs = 0; !front.isEmpty(); arcs++) {
            if (front.contains(to)) {
                return arcs;
            }
            Set<MigrationState> here = front;
            front = Arrays.stream(Arc.values())
                    .filter(arc -> here.contains(arc.from()) && isArcOf(arc, features))
                    .filter(arc -> arc.from() == from || !arc.from().inSavingGroup())
                    .map(Arc::to)
                    .filter(seen::add)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(MigrationState.class)));
        }
        return -1;
    }

    /** include/uapi/linux/vfio.h: arcs between supported states; with P2P a device stops in two steps. */
    private static boolean isArcOf(Arc arc, FeatureSet features) {
        boolean atOneStroke = List.of(Arc.RUNNING_TO_STOP, Arc.STOP_TO_RUNNING, Arc.PRE_COPY_TO_STOP_COPY)
                .contains(arc);
        return features.supports(arc.from()) && features.supports(arc.to()) && !(features.hasP2p() && atOneStroke);
    }

    private static List<MigrationState> visited(int flags, MigrationState from, MigrationState to) {
        return TransitionTable.of(FeatureSet.of(flags)).path(from, to).orElseThrow().stream()
                .map(Arc::to)
                .toList();
    }

    private static Stream<List<Arc>> paths(FeatureSet features) {
        TransitionTable table = TransitionTable.of(features);
        return pairs().flatMap(p -> table.path(p.get(0), p.get(1)).stream());
    }

    private static Stream<List<MigrationState>> pairs() {
        return Arrays.stream(MigrationState.values())
                .flatMap(from -> Arrays.stream(MigrationState.values()).map(to -> List.of(from, to)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void numbersLeadWhereStatesLead(int flags) {
        TransitionTable table = TransitionTable.of(FeatureSet.of(flags));
        for (MigrationState current : MigrationState.values()) {
            for (MigrationState requested : MigrationState.values()) {
                assertThat(table.next(current.value(), requested.value()))
                        .isEqualTo(table.next(current, requested).value());
            }
        }
        assertThatThrownBy(() -> table.next(8, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.next(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.next(1, 8)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
