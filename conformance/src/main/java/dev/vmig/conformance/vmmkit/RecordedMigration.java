package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.function.Predicate;

/**
 * The events of one migration.
 *
 * @param features of the devices
 * @param events in order
 */
record RecordedMigration(FeatureSet features, List<MigrationEvent> events) {
    RecordedMigration {
        events = List.copyOf(events);
    }

    List<String> devices() {
        return events.stream().map(MigrationEvent::device).distinct().toList();
    }

    /** The events of one device. */
    RecordedMigration of(String device) {
        return new RecordedMigration(
                features,
                events.stream().filter(event -> event.device().equals(device)).toList());
    }

    boolean has(Side side, Kind kind) {
        return any(event -> event.is(side, kind));
    }

    boolean any(Predicate<MigrationEvent> which) {
        return events.stream().anyMatch(which);
    }

    /** Whether the VM arrived at the target. */
    boolean completed() {
        return any(MigrationEvent::isArrival);
    }

    /** Whether the user had paused the VM before the migration, so that its devices were in STOP. */
    boolean wasPaused() {
        return restingState() == MigrationState.STOP;
    }

    /** The state of the source's devices before the migration. */
    MigrationState restingState() {
        return events.stream()
                .filter(event -> event.side() == Side.SOURCE)
                .map(MigrationEvent::before)
                .findFirst()
                .orElse(MigrationState.RUNNING);
    }

    /** The last event of each device at one end. */
    List<MigrationEvent> ends(Side side) {
        return events.stream().filter(event -> event.is(side, Kind.END)).toList();
    }

    boolean endsRunning(Side side, String device) {
        return ends(side).stream()
                .anyMatch(end -> end.device().equals(device) && end.after() == MigrationState.RUNNING);
    }
}
