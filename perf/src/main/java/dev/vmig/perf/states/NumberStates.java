package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** A form over the numbers of the uAPI: of the current and the requested state it gives the next one, 0 if refused. */
final class NumberStates implements StateForm {
    private static final int RUNNING = MigrationState.RUNNING.value();

    private final IntBinaryOperator next;
    private int[] chain = new int[0];
    private int[] walk = chain;

    NumberStates(IntBinaryOperator next) {
        this.next = next;
    }

    @Override
    public void load(MigrationState[] chain, MigrationState[] walk) {
        this.chain = numbers(chain);
        this.walk = numbers(walk);
    }

    private static int[] numbers(MigrationState[] states) {
        return Arrays.stream(states).mapToInt(MigrationState::value).toArray();
    }

    @Override
    public int chain() {
        int state = RUNNING;
        for (int requested : chain) {
            state = next.applyAsInt(state, requested);
        }
        return state;
    }

    @Override
    public int walk() {
        int state = RUNNING;
        int arcs = 0;
        for (int requested : walk) {
            while (state != requested) {
                int reached = next.applyAsInt(state, requested);
                if (reached == 0) {
                    break;
                }
                state = reached;
                arcs++;
            }
        }
        return arcs << 3 | state;
    }
}
