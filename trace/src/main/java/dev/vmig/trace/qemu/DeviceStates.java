package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The states of a VM's devices while its log is walked through. */
final class DeviceStates {
    private final Timeline timeline;
    private final Map<String, MigrationState> states = new HashMap<>();

    DeviceStates(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Goes past a step. */
    void take(LogStep step) {
        step.after().ifPresent(state -> states.put(step.device(), state));
    }

    Optional<MigrationState> of(String device) {
        return Optional.ofNullable(states.get(device));
    }

    /** The devices that take part at a line, other than one, that are in one of these states. */
    Stream<Timeline.Device> othersIn(LogStep step, Predicate<MigrationState> in) {
        return timeline.migrating().stream()
                .filter(device -> !device.name().equals(step.device()) && device.isThere(step.line()))
                .filter(device -> of(device.name()).filter(in).isPresent());
    }
}
