package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.MigrationState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tracks the states of all devices at one end over the events of a migration. */
final class EndStates {
    private final Side side;
    private final Map<String, MigrationState> states = new LinkedHashMap<>();

    EndStates(RecordedMigration migration, Side side) {
        this.side = side;
        for (MigrationEvent event : migration.events()) {
            if (event.side() == side) {
                states.putIfAbsent(event.device(), event.before());
            }
        }
    }

    void see(MigrationEvent event) {
        if (event.side() == side) {
            states.put(event.device(), event.after());
        }
    }

    boolean several() {
        return states.size() > 1;
    }

    MigrationState of(String device) {
        return states.getOrDefault(device, MigrationState.ERROR);
    }

    /** Another device than that of the event, in a state that matches. */
    Optional<String> anotherDevice(MigrationEvent event, Predicate<String> which) {
        return states.keySet().stream()
                .filter(device -> !device.equals(event.device()) && which.test(device))
                .findFirst();
    }

    Optional<String> any(Predicate<MigrationState> which) {
        return states.keySet().stream().filter(device -> which.test(of(device))).findFirst();
    }
}
