package dev.vmig.perf.states;

import com.github.oxo42.stateless4j.StateMachine;
import com.github.oxo42.stateless4j.StateMachineConfig;
import dev.vmig.fsm.MigrationState;

/** stateless4j. */
final class Stateless4jStates extends LibraryStates {
    private final StateMachine<MigrationState, MigrationState> machine;

    Stateless4jStates() {
        StateMachineConfig<MigrationState, MigrationState> config = new StateMachineConfig<>();
        forEach((current, requested, next) -> config.configure(current).permit(requested, next));
        machine = new StateMachine<>(MigrationState.RUNNING, config);
        machine.onUnhandledTrigger((state, requested) -> {});
    }

    @Override
    void fire(MigrationState requested) {
        machine.fire(requested);
    }

    @Override
    MigrationState state() {
        return machine.getState();
    }
}
