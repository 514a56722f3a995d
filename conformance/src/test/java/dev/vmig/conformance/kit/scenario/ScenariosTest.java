package dev.vmig.conformance.kit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenariosTest {
    private static final List<Integer> REQUESTS = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, -1);

    /** What a driver that keeps to the table is led through. */
    private record Visited(Set<Arc> arcs, Set<List<Integer>> pairs) {
        static Visited by(Scenario.Source scenario, FeatureSet features) {
            Visited visited = new Visited(new HashSet<>(), new HashSet<>());
            scenario.scripts(features, 1).forEach(script -> visited.follow(script, TransitionTable.of(features)));
            return visited;
        }

        private void follow(Script script, TransitionTable table) {
            List<Integer> requests = script.calls().stream()
                    .filter(call -> call.kind() == Call.Kind.SET_STATE && call.side() == Side.SOURCE)
                    .map(Call::number)
                    .toList();
            MigrationState state = MigrationState.RUNNING;
            for (int i = 0; i < requests.size(); i++) {
                if (i + 1 < requests.size()) {
                    pairs.add(List.of(state.value(), requests.get(i), requests.get(i + 1)));
                }
                state = take(state, requests.get(i), table);
            }
        }

        private MigrationState take(MigrationState from, int requested, TransitionTable table) {
            MigrationState to = MigrationState.of(requested).orElse(MigrationState.ERROR);
            List<Arc> path = table.path(from, to).orElse(List.of());
            arcs.addAll(path);
            return table.allows(from, to) ? to : from;
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsTakeEveryArcOfTheTable(FeatureSet features) {
        Set<Arc> all = new HashSet<>();
        for (MigrationState from : Tour.states(features)) {
            for (MigrationState to : Tour.states(features)) {
                all.addAll(TransitionTable.of(features).path(from, to).orElse(List.of()));
            }
        }
        assertThat(Visited.by(RequestTours.SINGLE, features).arcs()).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource
    void pairsAreAllPairsOfRequestsInEveryState(FeatureSet features) {
        Set<List<Integer>> pairs = Visited.by(RequestTours.PAIRS, features).pairs();
        for (MigrationState state : Tour.states(features)) {
            for (int first : REQUESTS) {
                for (int second : REQUESTS) {
                    assertThat(pairs).contains(List.of(state.value(), first, second));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedDrawsTheSameCalls(FeatureSet features) {
        for (Scenario scenario : Scenarios.ALL) {
            assertThat(scenario.scripts(features, 3)).isEqualTo(scenario.scripts(features, 3));
        }
        Scenario.Source walks = new RandomWalks(2, 20);
        assertThat(walks.scripts(features, 3)).isNotEqualTo(walks.scripts(features, 4));
    }
}
