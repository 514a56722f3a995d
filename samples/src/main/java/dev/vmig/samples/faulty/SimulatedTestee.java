package dev.vmig.samples.faulty;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Ledger;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.CommandLog;
import dev.vmig.conformance.kit.DeviceActivity;
import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.GuestControl;
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
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.shapes.VirtualScheduler;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.SimulatedVm;
import dev.vmig.vmm.VirtualTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * The vfio-virtio driver on simulated devices, one VF on each of two hosts, with all ports that there are.
 *
 * @param shape what is declared of it
 * @param profile where the driver departs from the contract
 */
public record SimulatedTestee(Shape shape, DriverProfile profile) implements Testee {
    /** The vfio-virtio driver does not use ERROR. */
    private static final Set<Trait> TRAITS = Set.of(Trait.SAME_STATE_SAME_BYTES, Trait.EXACT_COUNTERS);

    private static final Set<Port> PORTS = EnumSet.allOf(Port.class);
    /** Object ids are few, so that one that is lost is missed. */
    private static final int OBJECTS = 2;

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
        VirtualTime time = new VirtualTime();
        StepBudget budget = new StepBudget();
        budget.allow(Integer.MAX_VALUE);
        Counter sourceLog = new Counter(budget);
        Counter targetLog = new Counter(budget);
        Host source = host(seed, time, sourceLog);
        Host target = host(~seed, time, targetLog);
        SimulatedVm.create(source, target);
        Ports ports = Ports.NONE
                .with((CommandLog) side -> side.of(sourceLog, targetLog).commands)
                .with((ResourceLedger)
                        side -> holdings(side.of(source, target).driver(0).ledger()))
                .with(new VirtualScheduler(time))
                .with(budget)
                .with((GuestControl) side -> vf(side.of(source, target)).initialise())
                .with(new HostFaults(source, target))
                .with(new VirtioStream())
                .with((DeviceActivity) side -> vf(side.of(source, target)).mode() == DeviceMode.RUNNING);
        return new Bench(source.driver(0), target.driver(0), ports);
    }

    private static VirtualFunction vf(Host host) {
        return host.owner().vf(0);
    }

    private Host host(long seed, VirtualTime time, HostObserver observer) {
        // Linux as a whole is seen at work on a device that suits it; K-14 by itself on one that it does not know.
        DeviceProfile device = profile.equals(DriverProfile.LINUX) ? DeviceProfile.LINUX : DeviceProfile.STRICT;
        PfConfig config = PfConfig.of(1).withSeed(seed).withProfile(device).withLimits(OBJECTS, OBJECTS);
        return new Host(config, profile, DriverOptions.DEFAULT.withFeatures(shape.features()), time, observer);
    }

    private static ResourceLedger.Holdings holdings(Ledger ledger) {
        return new ResourceLedger.Holdings(ledger.objectIds().size(), ledger.openSessions(), ledger.queuedBytes());
    }

    /** Counts commands, and takes each for a step. */
    private static final class Counter implements HostObserver {
        private final StepBudget budget;
        private long commands;

        Counter(StepBudget budget) {
            this.budget = budget;
        }

        @Override
        public void issued(byte[] command) {
            commands++;
            budget.spend();
        }
    }

    private record HostFaults(Host source, Host target) implements FaultInjection {
        @Override
        public void failNext(Side side) {
            side.of(source, target).failNext(0);
        }

        @Override
        public boolean isPending(Side side) {
            return side.of(source, target).isFailing(0);
        }
    }
}
