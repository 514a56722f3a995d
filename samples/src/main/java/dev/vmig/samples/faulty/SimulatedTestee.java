package dev.vmig.samples.faulty;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Ledger;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.CommandLog;
import dev.vmig.conformance.kit.CommandTrace;
import dev.vmig.conformance.kit.DeviceActivity;
import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.FaultSchedule;
import dev.vmig.conformance.kit.GuestControl;
import dev.vmig.conformance.kit.GuestView;
import dev.vmig.conformance.kit.GuestWork;
import dev.vmig.conformance.kit.Personalities;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.shapes.VirtualScheduler;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.SimulatedVm;
import dev.vmig.vmm.VirtualTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The vfio-virtio driver on simulated devices, one VF on each of two hosts, with all ports.
 *
 * @param shape its declaration
 * @param profile the driver's departures from the contract
 */
public record SimulatedTestee(Shape shape, DriverProfile profile) implements Testee {
    /** The vfio-virtio driver does not use ERROR. */
    private static final Set<Trait> TRAITS = Set.of(
            Trait.SAME_STATE_SAME_BYTES,
            Trait.EXACT_COUNTERS,
            Trait.TRACKS_CHANGES,
            Trait.IGNORES_SOME_BITS,
            Trait.READS_DURING_REQUESTS,
            Trait.VALUES_IN_STREAM,
            Trait.CALLS_FROM_THREADS);

    private static final Set<Port> PORTS = EnumSet.allOf(Port.class);
    /** The number of object ids, small so that a lost id has an effect. */
    private static final int OBJECTS = 2;
    /** The possible numbers of queue pairs; the first one is the default. */
    private static final List<Integer> QUEUE_PAIRS = List.of(2, 1, 3);
    /** The VF under test on each host, from 0; the others are bystanders. */
    private static final int VF = 1;

    /** The driver with a profile. */
    public static SimulatedTestee of(String name, FeatureSet features, DriverProfile profile) {
        return of(name, features, UapiVersion.REINIT, profile);
    }

    static SimulatedTestee of(String name, FeatureSet features, UapiVersion uapi, DriverProfile profile) {
        return new SimulatedTestee(new Shape(name, features, uapi, TRAITS, PORTS), profile);
    }

    @Override
    public boolean comesWithVmig() {
        return true;
    }

    @Override
    public Bench open(long seed) {
        return open(seed, QUEUE_PAIRS.get(0), QUEUE_PAIRS.get(0));
    }

    private Bench open(long seed, int sourcePairs, int targetPairs) {
        VirtualTime time = new VirtualTime();
        StepBudget budget = new StepBudget();
        budget.allow(Integer.MAX_VALUE);
        Watched source = new Watched(this, seed, sourcePairs, time, budget);
        Watched target = new Watched(this, ~seed, targetPairs, time, budget);
        SimulatedVm.create(source.host, target.host);
        VirtioGuests guests =
                new VirtioGuests(source.vf(), target.vf(), List.of(source.bystander(), target.bystander()), time, seed);
        HostFaults faults = new HostFaults(source, target);
        Ports ports = Ports.NONE
                .with((CommandLog) side -> side.of(source, target).commands.issued())
                .with((ResourceLedger)
                        side -> holdings(side.of(source, target).host.driver(VF).ledger()))
                .with(new VirtualScheduler(time))
                .with(budget)
                .with((GuestControl) guests)
                .with((GuestView) guests)
                .with((GuestWork) guests)
                .with((FaultInjection) faults)
                .with((FaultSchedule) faults)
                .with((CommandTrace) faults)
                .with(new VirtioStream())
                .with(new QueuePairs())
                .with(new VirtioUapi(source.host.driver(VF), target.host.driver(VF)))
                .with((DeviceActivity) side -> side.of(source, target).vf().mode() == DeviceMode.RUNNING);
        return new Bench(source.host.driver(VF), target.host.driver(VF), ports.only(shape.ports()));
    }

    /** A host with two VFs, of which the second is under test. */
    private static final class Watched {
        private final Host host;
        private final VirtioCommands commands;

        Watched(SimulatedTestee testee, long seed, int pairs, VirtualTime time, StepBudget budget) {
            this.commands = new VirtioCommands(budget, VF + 1L, OBJECTS, this::failNext);
            this.host = testee.host(seed, pairs, time, commands);
        }

        private void failNext() {
            host.failNext(VF);
        }

        VirtualFunction vf() {
            return host.owner().vf(VF);
        }

        VirtualFunction bystander() {
            return host.owner().vf(0);
        }
    }

    private Host host(long seed, int pairs, VirtualTime time, HostObserver observer) {
        // The linux profile runs on a device that suits it; K-14 alone on a strict device.
        DeviceProfile device = profile.equals(DriverProfile.LINUX) ? DeviceProfile.LINUX : DeviceProfile.STRICT;
        PfConfig config = PfConfig.of(VF + 1)
                .withSeed(seed)
                .withQueuePairs(pairs)
                .withProfile(device)
                .withLimits(OBJECTS, OBJECTS);
        return new Host(config, profile, DriverOptions.DEFAULT.withFeatures(shape.features()), time, observer);
    }

    /** Devices with different numbers of queue pairs; each loads only states with its own number. */
    private final class QueuePairs implements Personalities {
        @Override
        public List<String> names() {
            return QUEUE_PAIRS.stream().map(QueuePairs::name).toList();
        }

        @Override
        public boolean loads(String target, String source) {
            return target.equals(source);
        }

        @Override
        public Bench open(long seed, String source, String target) {
            return SimulatedTestee.this.open(seed, pairs(source), pairs(target));
        }

        private int pairs(String name) {
            return QUEUE_PAIRS.get(names().indexOf(name));
        }

        private static String name(int pairs) {
            return pairs + " queue pairs";
        }
    }

    private static ResourceLedger.Holdings holdings(Ledger ledger) {
        return new ResourceLedger.Holdings(ledger.objectIds().size(), ledger.openSessions(), ledger.queuedBytes());
    }

    private record HostFaults(Watched source, Watched target) implements FaultInjection, FaultSchedule, CommandTrace {
        @Override
        public void failNext(Side side) {
            side.of(source, target).failNext();
        }

        @Override
        public boolean isPending(Side side) {
            return side.of(source, target).host.isFailing(VF);
        }

        @Override
        public void fail(Side side, int skip, int times) {
            side.of(source, target).commands.fail(skip, times);
        }

        @Override
        public long struck(Side side) {
            return side.of(source, target).commands.struck();
        }

        @Override
        public List<Sent> commands(Side side) {
            return side.of(source, target).commands.sent();
        }

        @Override
        public Optional<List<String>> declared(Arc arc) {
            return Optional.ofNullable(VirtioCommands.TABLE.get(arc.action()));
        }
    }
}
