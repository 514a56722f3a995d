package dev.vmig.conformance.vmmkit;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.LinkLostException;
import dev.vmig.vmm.Vcpus;
import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a script: has a VMM migrate the reference driver on simulated devices, and records what happens. */
final class MigrationHarness {
    private final MigrationScript script;
    private final IncidentSchedule schedule;
    private final EventRecorder recorder = new EventRecorder(this::recorded);
    private final List<HarnessDevice> devices = new ArrayList<>();
    private final Guest guest = new Guest();
    private final VirtualTime time = new VirtualTime();
    private int files;
    private boolean linkLost;
    private boolean targetGone;

    private MigrationHarness(MigrationScript script, FeatureSet features, long seed) {
        this.script = script;
        this.schedule = new IncidentSchedule(script.incidents());
        Host here = host(features, seed);
        Host there = host(features, ~seed);
        here.owner().vf(0).initialise();
        CarriedStream stream = new CarriedStream();
        devices.add(new HarnessDevice(here.driver(0), Side.SOURCE, "", stream, this));
        devices.add(new HarnessDevice(there.driver(0), Side.TARGET, "", stream, this));
    }

    private Host host(FeatureSet features, long seed) {
        return new Host(
                PfConfig.of(1).withSeed(seed),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                time,
                HostObserver.NONE);
    }

    /** The events, a list for each migration. */
    static List<List<MigrationEvent>> run(MigrationScript script, VmmUnderTest vmm, FeatureSet features, long seed) {
        return new MigrationHarness(script, features, seed).run(vmm);
    }

    private List<List<MigrationEvent>> run(VmmUnderTest vmm) {
        List<List<MigrationEvent>> migrations = new ArrayList<>();
        List<MigrationEvent> first = migrate(vmm);
        migrations.add(first);
        if (script.again() && !targetGone) {
            if (first.stream().anyMatch(event -> event.is(Side.TARGET, Kind.GO_ON))) {
                devices.forEach(HarnessDevice::exchange);
            }
            migrations.add(migrate(vmm));
        }
        return migrations;
    }

    private List<MigrationEvent> migrate(VmmUnderTest vmm) {
        DevicePair pair = new DevicePair("device", device(Side.SOURCE), device(Side.TARGET));
        vmm.migrate(new VirtualMachine(List.of(pair), Optional.empty(), guest, this::carry), time);
        happens(Side.SOURCE, Kind.END);
        happens(Side.TARGET, Kind.END);
        schedule.end();
        guest.runs = true;
        linkLost = false;
        devices.forEach(device -> device.stream().clear());
        return recorder.next();
    }

    private HarnessDevice device(Side side) {
        return devices.stream()
                .filter(device -> device.side() == side)
                .findFirst()
                .orElseThrow();
    }

    IncidentSchedule schedule() {
        return schedule;
    }

    EventRecorder.Draft event(Side side, String device, Kind kind) {
        return recorder.event(side, device, kind);
    }

    private void happens(Side side, Kind kind) {
        device(side).happens(kind);
    }

    int nextFile() {
        return ++files;
    }

    boolean isGone(Side side) {
        return side == Side.TARGET && targetGone;
    }

    void requireHost(Side side) throws ErrnoException {
        if (isGone(side)) {
            throw new ErrnoException(Errno.EIO, "the host is gone");
        }
    }

    void beforeCall(Side side) {
        if (schedule.targetGoesBeforeCall(side)) {
            happens(Side.TARGET, Kind.TARGET_GONE);
            targetGone = true;
        }
    }

    /** The guest may reset its device after each call, but not between a GET of the state and what follows. */
    private void recorded(MigrationEvent event) {
        boolean counts = event.isCall() && event.kind() != Kind.CLOSE && guest.runs;
        if (counts && schedule.guestResets(!event.is(Side.SOURCE, Kind.GET))) {
            device(Side.SOURCE).guestResets();
        }
    }

    private void carry(int bytes) throws LinkLostException {
        if (schedule.linkIsLost()) {
            linkLost = true;
            happens(Side.SOURCE, Kind.LINK_LOST);
        }
        if (linkLost) {
            throw new LinkLostException("message " + schedule.messages());
        }
    }

    private final class Guest implements Vcpus {
        private boolean runs = true;

        @Override
        public void pause() {
            runs = false;
            happens(Side.SOURCE, Kind.PAUSE);
        }

        @Override
        public void goOnAtSource() {
            runs = true;
            happens(Side.SOURCE, Kind.GO_ON);
        }

        @Override
        public void goOnAtTarget() {
            happens(Side.TARGET, Kind.GO_ON);
        }
    }
}
