package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;

/**
 * One form of the transition table of feature set 7, in a loop over requests: numbers for a form over numbers, enums for a
 * form over enums, events for a library.
 */
interface StateForm {
    /** Lookups in a chain. */
    int LOOKUPS = 1024;
    /** Requests in a walk. */
    int WALK = 64;

    /** Sets the requests: those of the chain are all allowed, some of the walk are not. Both begin in RUNNING. */
    void load(MigrationState[] chain, MigrationState[] walk);

    /**
     * Looks up the next state for each request of the chain; each lookup begins where the one before has led.
     *
     * @return the number of the last state
     */
    int chain();

    /**
     * Carries out each request of the walk: one arc after the other until the state is reached, none if it is refused.
     *
     * @return the number of arcs, times 8, and the number of the last state
     */
    int walk();
}
