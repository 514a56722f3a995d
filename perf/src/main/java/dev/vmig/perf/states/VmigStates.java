package dev.vmig.perf.states;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.RUNNING;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;

/** The project's table, by states. */
final class VmigStates implements StateForm {
    private final TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
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
            state = table.next(state, requested);
        }
        return state.value();
    }

    @Override
    public int walk() {
        MigrationState state = RUNNING;
        int arcs = 0;
        for (MigrationState requested : walk) {
            while (state != requested) {
                MigrationState next = table.next(state, requested);
                if (next == ERROR) {
                    break;
                }
                state = next;
                arcs++;
            }
        }
        return arcs << 3 | state.value();
    }
}
