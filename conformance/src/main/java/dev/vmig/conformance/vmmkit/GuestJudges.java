package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.MigrationState;

/** Judges the guest, its memory, and the devices that the VMM emulates for it. */
final class GuestJudges {
    private GuestJudges() {}

    static void pausesTheGuestFirst(RecordedMigration migration, RuleChecks checks) {
        boolean paused = migration.wasPaused();
        for (MigrationEvent event : migration.events()) {
            paused |= event.kind() == Kind.PAUSE;
            boolean stops = event.after() == MigrationState.STOP || event.after() == MigrationState.STOP_COPY;
            if (event.is(Side.SOURCE, Kind.SET) && stops) {
                checks.check(paused, event, "stops the source's device, in %s, while its guest runs", event.after());
            }
        }
    }

    static void goesOnWithDevicesAtTarget(RecordedMigration migration, RuleChecks checks) {
        for (MigrationEvent event : migration.events()) {
            if (event.is(Side.TARGET, Kind.GO_ON)) {
                checks.check(
                        event.after() == MigrationState.RUNNING,
                        event,
                        "the guest goes on at the target, with its device in %s",
                        event.after());
            }
        }
    }

    /** VMIG-VMM-018. Other rules judge a device that never runs again. */
    static void goesOnWithDevicesAtSource(RecordedMigration migration, RuleChecks checks) {
        for (MigrationEvent event : migration.events()) {
            if (event.is(Side.SOURCE, Kind.GO_ON) && migration.endsRunning(Side.SOURCE, event.device())) {
                checks.check(
                        event.after() == MigrationState.RUNNING,
                        event,
                        "the guest goes on at the source, with its device in %s",
                        event.after());
            }
        }
    }

    static void keepsPausedGuestPaused(RecordedMigration migration, RuleChecks checks) {
        if (migration.wasPaused()) {
            for (MigrationEvent event : migration.events()) {
                if (event.kind() == Kind.GO_ON || event.isArrival()) {
                    checks.check(
                            event.kind() != Kind.GO_ON && event.after() == MigrationState.STOP,
                            event,
                            "%s, though the user had paused the VM; the device is in %s",
                            event,
                            event.after());
                }
            }
        }
    }

    /** VMIG-VMM-021. The memory is compared when the VM arrives. */
    static void losesNoPage(RecordedMigration migration, RuleChecks checks) {
        boolean bitmapFailed = false;
        for (MigrationEvent event : migration.events()) {
            bitmapFailed |= event.kind() == Kind.DIRTY && event.failed();
            if (event.isArrival()) {
                checks.check(!bitmapFailed, event, "the VM arrives, though a dirty bitmap could not be read");
                checks.check(event.sound(), event, "the VM arrives, and its memory is not that of the source");
            }
        }
    }

    static void loadsConfigurationLast(RecordedMigration migration, RuleChecks checks) {
        boolean interrupts = false;
        boolean configured = false;
        for (MigrationEvent event : migration.events()) {
            if (event.side() == Side.TARGET) {
                switch (event.kind()) {
                    case LOAD_INTERRUPTS -> interrupts = true;
                    case LOAD_CONFIGURATION -> {
                        configured = true;
                        checks.check(interrupts, event, "%s before the interrupt controller", event);
                    }
                    case WRITE -> checks.check(!configured, event, "%s after the configuration", event);
                    case SET -> {
                        if (StreamJudges.runsLoaded(event)) {
                            checks.check(configured, event, "%s without the configuration", event);
                        }
                        configured &= event.after() != MigrationState.RESUMING;
                    }
                    default -> {}
                }
            }
        }
    }
}
