package dev.vmig.perf.states;

import static dev.vmig.fsm.MigrationState.RUNNING;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;

/**
 * What the libraries have in common: a machine that holds the state and is fired events at. The event is the state that
 * is requested; a transition leads to the next state, without any action. An event without a transition does nothing.
 */
abstract class LibraryStates implements StateForm {
    /** Takes a transition. */
    @FunctionalInterface
    interface Transitions {
        void add(MigrationState current, MigrationState requested, MigrationState next);
    }

    private MigrationState[] chain = new MigrationState[0];
    private MigrationState[] walk = chain;

    /** All transitions: the requests that are granted and lead away. */
    static void forEach(Transitions transitions) {
        TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        for (MigrationState current : MigrationState.values()) {
            for (MigrationState requested : MigrationState.values()) {
                if (current != requested && table.allows(current, requested)) {
                    transitions.add(current, requested, table.next(current, requested));
                }
            }
        }
    }

    abstract void fire(MigrationState requested);

    abstract MigrationState state();

    @Override
    public final void load(MigrationState[] chain, MigrationState[] walk) {
        this.chain = chain;
        this.walk = walk;
    }

    @Override
    public final int chain() {
        backToRunning();
        for (MigrationState requested : chain) {
            fire(requested);
        }
        return state().value();
    }

    @Override
    public final int walk() {
        backToRunning();
        int arcs = 0;
        for (MigrationState requested : walk) {
            MigrationState state = state();
            while (state != requested) {
                fire(requested);
                MigrationState next = state();
                if (next == state) {
                    break;
                }
                state = next;
                arcs++;
            }
        }
        return arcs << 3 | state().value();
    }

    /** From every state a few events lead there, so that no machine has to be made anew. */
    private void backToRunning() {

        while (state() != RUNNING) {
            fire(RUNNING);
        }
    }
}
