package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.FeatureSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What happened in one migration.
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

    /** One device alone. */
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

    /** Whether the guest went on at the target. */
    boolean completed() {
        return has(Side.TARGET, Kind.GO_ON);
    }

    /** The last event of a device at one end. */
    MigrationEvent end(Side side) {
        return events.stream()
                .filter(event -> event.is(side, Kind.END))
                .findFirst()
                .orElseThrow();
    }
}
