package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;
import org.squirrelframework.foundation.fsm.StateMachineBuilder;
import org.squirrelframework.foundation.fsm.StateMachineBuilderFactory;
import org.squirrelframework.foundation.fsm.impl.AbstractStateMachine;

/** squirrel-foundation. */
final class SquirrelStates extends LibraryStates {
    /** The library makes it by reflection. */
    public static final class SquirrelMachine
            extends AbstractStateMachine<SquirrelMachine, MigrationState, MigrationState, Void> {}

    private final SquirrelMachine machine;

    SquirrelStates() {
        StateMachineBuilder<SquirrelMachine, MigrationState, MigrationState, Void> builder =
                StateMachineBuilderFactory.create(
                        SquirrelMachine.class, MigrationState.class, MigrationState.class, Void.class);
        forEach((current, requested, next) ->
                builder.externalTransition().from(current).to(next).on(requested));
        machine = builder.newStateMachine(MigrationState.RUNNING);
        machine.start();
    }

    @Override
    void fire(MigrationState requested) {
        machine.fire(requested);
    }

    @Override
    MigrationState state() {
        return machine.getCurrentState();
    }
}
