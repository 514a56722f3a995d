package dev.vmig.perf.states;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.RUNNING;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A map of maps. */
final class EnumMaps implements StateForm {
    private final Map<MigrationState, Map<MigrationState, MigrationState>> rows = new EnumMap<>(MigrationState.class);

    private MigrationState[] chain = new MigrationState[0];
    private MigrationState[] walk = chain;

    @Override
    public void load(MigrationState[] chain, MigrationState[] walk) {
        this.chain = chain;
        this.walk = walk;
    }

    @Override
    public int chain() {
        MigrationState state = RUNNING;
        for (MigrationState requested : chain) {
            state = next(state, requested);
        }
        return state.value();
    }

    @Override
    public int walk() {
        MigrationState state = RUNNING;
        int arcs = 0;
        for (MigrationState requested : walk) {
            while (state != requested) {
                MigrationState next = next(state, requested);
                if (next == ERROR) {
                    break;
                }
                state = next;
                arcs++;
            }
        }
        return arcs << 3 | state.value();
    }

    EnumMaps() {
        TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        for (MigrationState current : MigrationState.values()) {
            Map<MigrationState, MigrationState> row = new EnumMap<>(MigrationState.class);
            for (MigrationState requested : MigrationState.values()) {
                row.put(requested, table.next(current, requested));
            }
            rows.put(current, row);
        }
    }

    private MigrationState next(MigrationState current, MigrationState requested) {
        return Objects.requireNonNull(Objects.requireNonNull(rows.get(current)).get(requested));
    }
}
