package dev.vmig.conformance.vmmkit;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.EmulatedState;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.LinkLostException;
import dev.vmig.vmm.VirtualMachine;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a script: a VMM migrates the reference driver on simulated devices; the harness records the events. */
final class MigrationHarness {
    private final MigrationScript script;
    private final IncidentSchedule schedule;
    private final EventRecorder recorder = new EventRecorder(this::recorded);
    private final List<HarnessDevice> devices = new ArrayList<>();
    private final HarnessGuest guest;
    private final HarnessMemory memory;
    private final VirtualTime time = new VirtualTime();
    private int files;
    private boolean linkLost;
    private boolean targetGone;

    private MigrationHarness(MigrationScript script, FeatureSet features, long seed) {
        this.script = script;
        this.schedule = new IncidentSchedule(script.incidents());
        this.guest = new HarnessGuest(script.guestRuns(), this);
        this.memory = new HarnessMemory(script.devices(), this);
        Host here = host(features, seed);
        Host there = host(features, ~seed);
        for (int vf = 0; vf < script.devices(); vf++) {
            here.owner().vf(vf).initialise();
            String name = script.devices() == 1 ? "" : "vf" + vf;
            CarriedStream stream = new CarriedStream();
            devices.add(new HarnessDevice(here.driver(vf), Side.SOURCE, vf, name, stream, this));
            devices.add(new HarnessDevice(there.driver(vf), Side.TARGET, vf, name, stream, this));
        }
        if (!script.guestRuns()) {
            devices(Side.SOURCE).forEach(HarnessDevice::pauseBeforehand);
        }
    }

    private Host host(FeatureSet features, long seed) {
        return new Host(
                PfConfig.of(script.devices()).withSeed(seed),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                time,
                HostObserver.NONE);
    }

    /** The recorded migrations of the script. */
    static List<RecordedMigration> run(MigrationScript script, VmmUnderTest vmm, FeatureSet features, long seed) {
        return new MigrationHarness(script, features, seed)
                .run(vmm).stream()
                        .map(events -> new RecordedMigration(features, events))
                        .toList();
    }

    private List<List<MigrationEvent>> run(VmmUnderTest vmm) {
        List<List<MigrationEvent>> migrations = new ArrayList<>();
        if (schedule.lacksP2p() && script.devices() > 1) {
            happens(Side.SOURCE, Kind.NO_P2P);
        }
        List<MigrationEvent> first = migrate(vmm);
        migrations.add(first);
        if (script.again() && !targetGone) {
            if (first.stream().anyMatch(MigrationEvent::isArrival)) {
                devices.forEach(HarnessDevice::exchange);
                memory.exchange();
            }
            migrations.add(migrate(vmm));
        }
        return migrations;
    }

    private List<MigrationEvent> migrate(VmmUnderTest vmm) {
        vmm.migrate(new VirtualMachine(pairs(), Optional.of(memory), guest, this::carry, new Emulated()), time);
        happens(Side.SOURCE, Kind.END);
        happens(Side.TARGET, Kind.END);
        schedule.end();
        guest.begin();
        linkLost = false;
        devices.forEach(device -> device.stream().clear());
        return recorder.next();
    }

    private List<DevicePair> pairs() {
        List<DevicePair> pairs = new ArrayList<>();
        for (int vf = 0; vf < script.devices(); vf++) {
            pairs.add(new DevicePair("vf" + vf, device(Side.SOURCE, vf), device(Side.TARGET, vf)));
        }
        return pairs;
    }

    private Stream<HarnessDevice> devices(Side side) {
        return devices.stream().filter(device -> device.side() == side);
    }

    private HarnessDevice device(Side side, int index) {
        return devices(side)
                .filter(device -> device.index() == index)
                .findFirst()
                .orElseThrow();
    }

    IncidentSchedule schedule() {
        return schedule;
    }

    EventRecorder.Draft event(Side side, String device, Kind kind) {
        return recorder.event(side, device, kind);
    }

    /** Records an event of all devices at one end that is not a call. */
    void happens(Side side, Kind kind) {
        devices(side).forEach(device -> device.event(kind).done(device.now(), device.now()));
    }

    /** Records the arrival of the VM at the target. */
    void arrives(Kind kind) {
        boolean same = memory.isSameAtBothEnds();
        devices(Side.TARGET).forEach(device -> device.event(kind).sound(same).done(device.now(), device.now()));
    }

    /** Records an action of the VMM at the source that is not a call on a device. */
    void sourceDoes(Kind kind, boolean fails) {
        devices(Side.SOURCE).forEach(device -> {
            EventRecorder.Draft draft = device.event(kind);
            MigrationState now = device.now();
            (fails ? draft.failed(Errno.EFAULT) : draft).done(now, now);
        });
    }

    int nextFile() {
        return ++files;
    }

    boolean lacksP2p(int device) {
        return schedule.lacksP2p() && device == script.devices() - 1;
    }

    boolean isGone(Side side) {
        return side == Side.TARGET && targetGone;
    }

    void requireHost(Side side) throws ErrnoException {
        if (isGone(side)) {
            throw new ErrnoException(Errno.EIO, "the host is gone");
        }
    }

    /** The guest and the devices that may write memory do so before each action of the VMM. */
    void beforeAct() {
        if (guest.runs()) {
            memory.guestWrites();
        }
        devices(Side.SOURCE).filter(HarnessDevice::mayWrite).forEach(device -> memory.deviceWrites(device.index()));
    }

    void beforeCall(Side side) {
        beforeAct();
        if (schedule.targetGoesBeforeCall(side)) {
            happens(Side.TARGET, Kind.TARGET_GONE);
            targetGone = true;
        }
    }

    /** Applies resets after each call, but not between a GET of the state and the request after it. */
    private void recorded(MigrationEvent event) {
        if (!event.isCall() || event.kind() == Kind.CLOSE) {
            return;
        }
        if (guest.runs() && schedule.guestResets(!event.is(Side.SOURCE, Kind.GET))) {
            device(Side.SOURCE, schedule.calls() % script.devices()).isReset(Kind.GUEST_RESETS);
        }
        if (event.side() == Side.TARGET
                && schedule.hostResets(event.kind() != Kind.GET && event.after() != MigrationState.RUNNING)) {
            devices(Side.TARGET)
                    .filter(device -> device.now() != MigrationState.RUNNING)
                    .findFirst()
                    .ifPresent(device -> device.isReset(Kind.HOST_RESETS));
        }
    }

    private void carry(int bytes) throws LinkLostException {
        beforeAct();
        if (schedule.linkIsLost()) {
            linkLost = true;
            happens(Side.SOURCE, Kind.LINK_LOST);
        }
        if (linkLost) {
            throw new LinkLostException("message " + schedule.messages());
        }
    }

    private final class Emulated implements EmulatedState {
        @Override
        public void loadInterruptController() {
            happens(Side.TARGET, Kind.LOAD_INTERRUPTS);
        }

        @Override
        public void loadConfiguration(String device) {
            devices(Side.TARGET)
                    .filter(loaded -> device.equals("vf" + loaded.index()))
                    .forEach(loaded -> loaded.event(Kind.LOAD_CONFIGURATION).done(loaded.now(), loaded.now()));
        }
    }
}
