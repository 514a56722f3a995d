package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;

/**
 * A request for one state in another one, as a device of its own answered it.
 *
 * @param from the state that the device was brought to
 * @param session what was done with its session before; empty if nothing
 * @param observed the answer, and the state afterwards
 * @param allowed what the table has
 */
public record Transition(MigrationState from, MigrationState to, String session, String observed, String allowed) {
    /** Whether it was answered as the table has it. */
    public boolean holds() {
        return observed.equals(allowed);
    }

    /** For a person, in a line. */
    @Override
    public String toString() {
        return from + " -> " + to + (session.isEmpty() ? "" : ", " + session);
    }
}
