package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.EnumMap;
import java.util.Map;

/** Judges the requests of a VMM, and whether it has read the state first. */
final class RequestJudges {
    private RequestJudges() {}

    /** VMIG-VMM-001. Other rules apply while the VMM cannot know the state. */
    static void asksForWhatIsAllowed(RecordedMigration migration, RuleChecks checks) {
        TransitionTable table = TransitionTable.of(migration.features());
        UnknownStates unknown = new UnknownStates(true, true);
        for (MigrationEvent event : migration.events()) {
            if (event.kind() == Kind.SET && !unknown.has(event.side())) {
                MigrationState requested = event.requested().orElseThrow();
                checks.check(
                        table.allows(event.before(), requested),
                        event,
                        "asks the %s for %s in %s",
                        event.side(),
                        requested,
                        event.before());
            }
            unknown.see(event);
        }
    }

    static void looksAfterFailure(RecordedMigration migration, RuleChecks checks) {
        looks(migration, new UnknownStates(true, false), "failed", checks);
    }

    static void looksAfterReset(RecordedMigration migration, RuleChecks checks) {
        looks(migration, new UnknownStates(false, true), "was reset by the guest", checks);
    }

    private static void looks(RecordedMigration migration, UnknownStates unknown, String why, RuleChecks checks) {
        for (MigrationEvent event : migration.events()) {
            boolean asks = event.kind() == Kind.SET && !event.asksFor(MigrationState.RUNNING);
            boolean relies = asks || (unknown.failures() && event.kind().usesFile());
            if (unknown.mayJudge(event) && (relies || event.kind() == Kind.GET)) {
                checks.check(
                        !relies,
                        event,
                        "%s, though the %s %s (%d) and its state was not read since",
                        event,
                        event.side(),
                        why,
                        unknown.since(event.side()));
            }
            unknown.see(event);
        }
    }

    static void resetsAsLastResort(RecordedMigration migration, RuleChecks checks) {
        MigrationState goal = migration.restingState();
        boolean refused = false;
        for (MigrationEvent event : migration.events()) {
            if (event.side() == Side.SOURCE) {
                if (event.kind() == Kind.RESET) {
                    boolean needless = !refused
                            && event.before() != MigrationState.RUNNING
                            && event.before() != MigrationState.ERROR;
                    checks.check(
                            !needless,
                            event,
                            "resets the source in %s without having asked for %s",
                            event.before(),
                            goal);
                }
                if (event.kind() == Kind.SET && event.asksFor(goal)) {
                    refused = event.failed();
                }
            }
        }
    }

    /** VMIG-VMM-023. After a failed request of the switchover the migration does not complete. */
    static void endsAfterFailedStop(RecordedMigration migration, RuleChecks checks) {
        migration.events().stream()
                .filter(event -> event.is(Side.SOURCE, Kind.SET) && event.failed() && stops(event))
                .findFirst()
                .ifPresent(failed -> checks.check(
                        !migration.completed(),
                        migration.events().stream()
                                .filter(MigrationEvent::isArrival)
                                .findFirst()
                                .orElse(failed),
                        "the VM arrives at the target, though %s (%d)",
                        failed,
                        failed.number()));
    }

    private static boolean stops(MigrationEvent event) {
        return event.asksFor(MigrationState.RUNNING_P2P)
                || event.asksFor(MigrationState.PRE_COPY_P2P)
                || event.asksFor(MigrationState.STOP_COPY);
    }

    /** VMIG-VMM-020. A reset discards what the target has loaded, and only a read of the state tells the VMM. */
    static void looksAtTarget(RecordedMigration migration, RuleChecks checks) {
        boolean unknown = false;
        boolean lost = false;
        for (MigrationEvent event : migration.events()) {
            if (event.side() == Side.TARGET) {
                boolean runs = event.asksFor(MigrationState.RUNNING) || event.asksFor(MigrationState.RUNNING_P2P);
                if (unknown && (runs || event.kind() == Kind.GET)) {
                    checks.check(!runs, event, "%s, though the host has reset it and its state was not read", event);
                }
                if (lost && event.isArrival()) {
                    checks.check(false, event, "the VM arrives, though the host has reset its device");
                }
                if (event.kind() == Kind.HOST_RESETS) {
                    unknown = true;
                    lost = true;
                } else if (event.kind() == Kind.GET || event.kind() == Kind.RESET) {
                    unknown = false;
                } else if (event.kind() == Kind.SET && event.file() > 0) {
                    unknown = false;
                    lost = false;
                }
            }
        }
    }

    /** For each side the event since which the VMM cannot know the device state. */
    private record UnknownStates(boolean failures, boolean resets, Map<Side, Integer> since) {
        UnknownStates(boolean failures, boolean resets) {
            this(failures, resets, new EnumMap<>(Side.class));
        }

        boolean has(Side side) {
            return since.containsKey(side);
        }

        boolean mayJudge(MigrationEvent event) {
            return event.isCall() && has(event.side());
        }

        int since(Side side) {
            return since.getOrDefault(side, 0);
        }

        void see(MigrationEvent event) {
            switch (event.kind()) {
                case SET -> {
                    if (!event.failed()) {
                        since.remove(event.side());
                    } else if (failures) {
                        since.putIfAbsent(event.side(), event.number());
                    }
                }
                case GET, RESET -> since.remove(event.side());
                case GUEST_RESETS -> {
                    if (resets && event.before() != event.after()) {
                        since.put(event.side(), event.number());
                    }
                }
                default -> {}
            }
        }
    }
}
