package dev.vmig.fsm;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import java.util.Arrays;
import java.util.Optional;

/**
 * A single-step transition that a driver implements. The enum has the eighteen arcs of all feature sets: with P2P a
 * device has no direct arc between RUNNING and STOP nor from PRE_COPY to STOP_COPY, without P2P it has only those.
 */
public enum Arc {
    RUNNING_TO_RUNNING_P2P(RUNNING, RUNNING_P2P, ArcAction.QUIESCE_P2P),
    RUNNING_P2P_TO_RUNNING(RUNNING_P2P, RUNNING, ArcAction.UNQUIESCE_P2P),
    RUNNING_P2P_TO_STOP(RUNNING_P2P, STOP, ArcAction.STOP),
    STOP_TO_RUNNING_P2P(STOP, RUNNING_P2P, ArcAction.START),
    RUNNING_TO_STOP(RUNNING, STOP, ArcAction.STOP),
    STOP_TO_RUNNING(STOP, RUNNING, ArcAction.START),

    STOP_TO_STOP_COPY(STOP, STOP_COPY, ArcAction.START_SAVING),
    STOP_COPY_TO_STOP(STOP_COPY, STOP, ArcAction.END_SAVING),

    STOP_TO_RESUMING(STOP, RESUMING, ArcAction.START_RESUMING),
    RESUMING_TO_STOP(RESUMING, STOP, ArcAction.END_RESUMING),

    RUNNING_TO_PRE_COPY(RUNNING, PRE_COPY, ArcAction.START_PRE_COPY),
    PRE_COPY_TO_RUNNING(PRE_COPY, RUNNING, ArcAction.END_SAVING),
    RUNNING_P2P_TO_PRE_COPY_P2P(RUNNING_P2P, PRE_COPY_P2P, ArcAction.START_PRE_COPY),
    PRE_COPY_P2P_TO_RUNNING_P2P(PRE_COPY_P2P, RUNNING_P2P, ArcAction.END_SAVING),
    PRE_COPY_TO_PRE_COPY_P2P(PRE_COPY, PRE_COPY_P2P, ArcAction.QUIESCE_P2P),
    PRE_COPY_P2P_TO_PRE_COPY(PRE_COPY_P2P, PRE_COPY, ArcAction.UNQUIESCE_P2P),
    PRE_COPY_P2P_TO_STOP_COPY(PRE_COPY_P2P, STOP_COPY, ArcAction.COPY_FINAL_STATE),
    PRE_COPY_TO_STOP_COPY(PRE_COPY, STOP_COPY, ArcAction.STOP_AND_COPY_FINAL_STATE);

    private final MigrationState from;
    private final MigrationState to;
    private final ArcAction action;

    Arc(MigrationState from, MigrationState to, ArcAction action) {
        this.from = from;
        this.to = to;
        this.action = action;
    }

    /** The state that the arc leaves. */
    public MigrationState from() {
        return from;
    }

    /** The state that the arc reaches when it succeeds. */
    public MigrationState to() {
        return to;
    }

    /** The driver's action on the arc. */
    public ArcAction action() {
        return action;
    }

    /** Whether the arc returns a new data file. There are exactly four such arcs. */
    public boolean returnsFile() {
        return switch (action) {
            case START_SAVING, START_PRE_COPY, START_RESUMING -> true;
            default -> false;
        };
    }

    /** The arc between two states, if a driver can have one. */
    public static Optional<Arc> between(MigrationState from, MigrationState to) {
        return Arrays.stream(values())
                .filter(arc -> arc.from == from && arc.to == to)
                .findFirst();
    }

    /** As the uAPI's comments and the kernel's logs write it: {@code RUNNING>PRE_COPY}. */
    @Override
    public String toString() {
        return from + ">" + to;
    }
}
