package dev.vmig.perf.states;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;

import dev.vmig.fsm.MigrationState;

/** The table as a switch in a switch, written by hand. */
final class NestedSwitch {
    private NestedSwitch() {}

    static MigrationState next(MigrationState current, MigrationState requested) {
        return switch (current) {
            case ERROR -> ERROR;
            case STOP ->
                switch (requested) {
                    case ERROR -> ERROR;
                    case STOP, STOP_COPY, RESUMING -> requested;
                    default -> RUNNING_P2P;
                };
            case RUNNING ->
                switch (requested) {
                    case ERROR -> ERROR;
                    case RUNNING, PRE_COPY -> requested;
                    default -> RUNNING_P2P;
                };
            case STOP_COPY ->
                switch (requested) {
                    case ERROR, PRE_COPY, PRE_COPY_P2P -> ERROR;
                    case STOP_COPY -> requested;
                    default -> STOP;
                };
            case RESUMING ->
                switch (requested) {
                    case ERROR -> ERROR;
                    case RESUMING -> requested;
                    default -> STOP;
                };
            case RUNNING_P2P ->
                switch (requested) {
                    case ERROR -> ERROR;
                    case RUNNING, RUNNING_P2P, PRE_COPY_P2P -> requested;
                    case PRE_COPY -> RUNNING;
                    default -> STOP;
                };
            case PRE_COPY ->
                switch (requested) {
                    case ERROR -> ERROR;
                    case STOP_COPY, PRE_COPY_P2P -> PRE_COPY_P2P;
                    case PRE_COPY -> requested;
                    default -> RUNNING;
                };
            case PRE_COPY_P2P ->
                switch (requested) {
                    case ERROR -> ERROR;
                    case STOP_COPY, PRE_COPY, PRE_COPY_P2P -> requested;
                    default -> RUNNING_P2P;
                };
        };
    }
}
