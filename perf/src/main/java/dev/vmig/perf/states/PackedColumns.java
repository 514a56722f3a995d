package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;

/** A column in an {@code int}, four bits a state, written by hand. */
final class PackedColumns implements StateForm {
    private static final int RUNNING = MigrationState.RUNNING.value();
    private static final int[] COLUMNS = {
        0x00000000, 0x52111510, 0x52211250, 0x37113530, 0x52141540, 0x52511550, 0x66210650, 0x77710550,
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
            state = COLUMNS[requested] >>> (state << 2) & 15;
        }
        return state;
    }

    @Override
    public int walk() {
        int state = RUNNING;
        int arcs = 0;
        for (int requested : walk) {
            while (state != requested) {
                int next = COLUMNS[requested] >>> (state << 2) & 15;
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
