package dev.vmig.perf.states;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.RUNNING;

import dev.vmig.fsm.MigrationState;
import java.util.function.BinaryOperator;

/** A form over the enum: of the current and the requested state it gives the next one, ERROR if the request is refused. */
final class EnumStates implements StateForm {
    private final BinaryOperator<MigrationState> next;
    private MigrationState[] chain = new MigrationState[0];
    private MigrationState[] walk = chain;

    EnumStates(BinaryOperator<MigrationState> next) {
        this.next = next;
    }

    @Override
    public void load(MigrationState[] chain, MigrationState[] walk) {
        this.chain = chain;
        this.walk = walk;
    }

    @Override
    public int chain() {
        MigrationState state = RUNNING;
        for (MigrationState requested : chain) {
            state = next.apply(state, requested);
        }
        return state.value();
    }

    @Override
    public int walk() {
        MigrationState state = RUNNING;
        int arcs = 0;
        for (MigrationState requested : walk) {
            while (state != requested) {
                MigrationState reached = next.apply(state, requested);
                if (reached == ERROR) {
                    break;
                }
                state = reached;
                arcs++;
            }
        }
        return arcs << 3 | state.value();
    }
}
