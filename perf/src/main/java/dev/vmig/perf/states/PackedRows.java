package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;

/** A row in an {@code int}, four bits a state, written by hand. */
final class PackedRows implements StateForm {
    private static final int RUNNING = MigrationState.RUNNING.value();
    private static final int[] ROWS = {
        0x00000000, 0x55543510, 0x56555250, 0x00113110, 0x11141110, 0x72511210, 0x76227220, 0x76553550,
    };

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
            state = ROWS[state] >>> (requested << 2) & 15;
        }
        return state;
    }

    @Override
    public int walk() {
        int state = RUNNING;
        int arcs = 0;
        for (int requested : walk) {
            while (state != requested) {
                int next = ROWS[state] >>> (requested << 2) & 15;
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
