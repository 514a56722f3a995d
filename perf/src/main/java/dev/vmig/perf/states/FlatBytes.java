package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;

/** A byte a cell, written by hand. */
final class FlatBytes implements StateForm {
    private static final int RUNNING = MigrationState.RUNNING.value();
    // spotless:off
    private static final byte[] CELLS = {
        0, 0, 0, 0, 0, 0, 0, 0,
        0, 1, 5, 3, 4, 5, 5, 5,
        0, 5, 2, 5, 5, 5, 6, 5,
        0, 1, 1, 3, 1, 1, 0, 0,
        0, 1, 1, 1, 4, 1, 1, 1,
        0, 1, 2, 1, 1, 5, 2, 7,
        0, 2, 2, 7, 2, 2, 6, 7,
        0, 5, 5, 3, 5, 5, 6, 7,
    };
    // spotless:on

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
            state = CELLS[state << 3 | requested];
        }
        return state;
    }

    @Override
    public int walk() {
        int state = RUNNING;
        int arcs = 0;
        for (int requested : walk) {
            while (state != requested) {
                int next = CELLS[state << 3 | requested];
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
