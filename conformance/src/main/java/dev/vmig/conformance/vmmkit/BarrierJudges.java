package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.MigrationState;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The P2P barrier: a device in STOP, STOP_COPY or RESUMING cannot accept P2P writes of one in RUNNING or PRE_COPY, so
 * that the devices of one VM stop and start together.
 */
final class BarrierJudges {
    private BarrierJudges() {}

    /** VMIG-VMM-016. A device that the VMM has reset has nothing to write until the guest runs. */
    static void stopsTogether(RecordedMigration migration, RuleChecks checks) {
        EndStates states = new EndStates(migration, Side.SOURCE);
        Set<String> reset = new HashSet<>();
        for (MigrationEvent event : migration.events()) {
            if (states.several()
                    && event.is(Side.SOURCE, Kind.SET)
                    && StreamJudges.runs(event.before())
                    && stopped(event)) {
                Optional<String> writer = states.anotherDevice(
                        event,
                        device -> !reset.contains(device)
                                && (states.of(device) == MigrationState.RUNNING
                                        || states.of(device) == MigrationState.PRE_COPY));
                check(writer, event, states, checks);
            }
            if (event.is(Side.SOURCE, Kind.RESET)) {
                reset.add(event.device());
            }
            states.see(event);
        }
    }

    static void startsTogetherAtTarget(RecordedMigration migration, RuleChecks checks) {
        EndStates states = new EndStates(migration, Side.TARGET);
        for (MigrationEvent event : migration.events()) {
            if (states.several() && event.is(Side.TARGET, Kind.SET) && starts(event)) {
                Optional<String> stopped = states.anotherDevice(
                        event,
                        device -> states.of(device) == MigrationState.STOP
                                || states.of(device) == MigrationState.RESUMING);
                check(stopped, event, states, checks);
            }
            states.see(event);
        }
    }

    /** VMIG-VMM-024. A device that did not answer its last call, or never runs again, does not count. */
    static void startsTogetherAtSource(RecordedMigration migration, RuleChecks checks) {
        EndStates states = new EndStates(migration, Side.SOURCE);
        Set<String> refused = new HashSet<>();
        boolean failed = false;
        for (MigrationEvent event : migration.events()) {
            failed |= event.failedForReal() || event.kind() == Kind.LINK_LOST || event.kind() == Kind.TARGET_GONE;
            if (failed
                    && !migration.completed()
                    && states.several()
                    && event.is(Side.SOURCE, Kind.SET)
                    && starts(event)) {
                Optional<String> stopped = states.anotherDevice(
                        event,
                        device -> !refused.contains(device)
                                && migration.endsRunning(Side.SOURCE, device)
                                && (states.of(device) == MigrationState.STOP
                                        || states.of(device) == MigrationState.STOP_COPY));
                check(stopped, event, states, checks);
            }
            if (event.is(Side.SOURCE, Kind.SET) || event.is(Side.SOURCE, Kind.GET)) {
                if (event.failed()) {
                    refused.add(event.device());
                } else {
                    refused.remove(event.device());
                }
            }
            states.see(event);
        }
    }

    private static void check(Optional<String> other, MigrationEvent event, EndStates states, RuleChecks checks) {
        checks.check(
                other.isEmpty(),
                event,
                "%s, while %s is in %s",
                event,
                other.orElse(""),
                other.map(states::of).orElse(event.after()));
    }

    private static boolean starts(MigrationEvent event) {
        return event.after() == MigrationState.RUNNING && event.before() != MigrationState.RUNNING;
    }

    private static boolean stopped(MigrationEvent event) {
        return event.after() == MigrationState.STOP || event.after() == MigrationState.STOP_COPY;
    }
}
