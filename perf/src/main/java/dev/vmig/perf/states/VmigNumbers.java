package dev.vmig.perf.states;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;

/** The project's table, by the numbers of the uAPI. */
final class VmigNumbers implements StateForm {
    private static final int RUNNING = MigrationState.RUNNING.value();
    private final TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
    private int[] chain = new int[0];
    private int[] walk = chain;

    @Override
    public void load(MigrationState[] chain, MigrationState[] walk) {
        this.chain = Requests.numbers(chain);
        this.walk = Requests.numbers(walk);
    }

    @Override
    public int chain() {
        int state = RUNNING;
        for (int requested : chain) {
            state = table.next(state, requested);
        }
        return state;
    }

    @Override
    public int walk() {
        int state = RUNNING;
        int arcs = 0;
        for (int requested : walk) {
            while (state != requested) {
                int next = table.next(state, requested);
                if (next == 0) {
                    break;
                }
                state = next;
                arcs++;
            }
        }
        return arcs << 3 | state;
    }
}
