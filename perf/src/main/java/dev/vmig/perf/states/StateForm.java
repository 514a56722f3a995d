package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;

/**
 * One form of the transition table of feature set 7. Each has its loops in its own words: a form over numbers is given
 * numbers, a form over enums is given enums.
 */
interface StateForm {
    /** Lookups in a chain. */
    int LOOKUPS = 1024;
    /** Requests in a walk. */
    int WALK = 64;

    /** Takes over the requests: all of the chain are granted, of the walk some are refused. Both begin in RUNNING. */
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
