package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;

/**
 * A request in a state, as a newly opened device answered it.
 *
 * @param from the state of the device before
 * @param session what was read or written before; empty if nothing
 * @param observed the answer, and the state afterwards
 * @param allowed the answer according to the table
 */
public record Transition(MigrationState from, MigrationState to, String session, String observed, String allowed) {
    /** Whether the answer is that of the table. */
    public boolean holds() {
        return observed.equals(allowed);
    }

    /** One line for the report. */
    @Override
    public String toString() {
        return from + " -> " + to + (session.isEmpty() ? "" : ", " + session);
    }
}
