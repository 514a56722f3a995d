package dev.vmig.perf.states;

import dev.vmig.fsm.MigrationState;
import java.util.EnumSet;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.StateMachineBuilder;
import reactor.core.publisher.Mono;

/** spring-statemachine, in its reactive form, the one that is not deprecated. */
final class SpringStates extends LibraryStates {
    private final StateMachine<MigrationState, MigrationState> machine;

    SpringStates() {
        StateMachineBuilder.Builder<MigrationState, MigrationState> builder = StateMachineBuilder.builder();
        try {
            builder.configureStates()
                    .withStates()
                    .initial(MigrationState.RUNNING)
                    .states(EnumSet.allOf(MigrationState.class));
            forEach((current, requested, next) -> transition(builder, current, requested, next));
        } catch (Exception e) {
            throw new IllegalStateException("spring-statemachine cannot be configured", e);
        }
        machine = builder.build();
        machine.startReactively().block();
    }

    private static void transition(
            StateMachineBuilder.Builder<MigrationState, MigrationState> builder,
            MigrationState current,
            MigrationState requested,
            MigrationState next) {
        try {
            builder.configureTransitions()
                    .withExternal()
                    .source(current)
                    .target(next)
                    .event(requested);
        } catch (Exception e) {
            throw new IllegalStateException(current + " to " + next, e);
        }
    }

    @Override
    void fire(MigrationState requested) {
        machine.sendEvent(Mono.just(MessageBuilder.withPayload(requested).build()))
                .blockLast();
    }

    @Override
    MigrationState state() {
        return machine.getState().getId();
    }
}
