package dev.vmig.samples.faulty;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Ledger;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.Scheduler;
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
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.SimulatedVm;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The vfio-virtio driver on simulated devices, one VF on each of two hosts, with all ports that there are.
 *
 * @param shape what is declared of it
 * @param profile in what the driver departs from the contract
 * @param defect what else is wrong with it
 */
public record SimulatedTestee(Shape shape, DriverProfile profile, Defect defect) implements Testee {
    /** Puts a defect in front of a sound driver. */
    @FunctionalInterface
    public interface Defect {
        /** Nothing is wrong. */
        Defect NONE = (device, budget) -> device;

        /** The driver with the defect; it spends its steps from the budget if it might not end. */
        VfioDevice around(VfioDevice device, StepBudget budget);
    }

    /** The vfio-virtio driver does not use ERROR. */
    private static final Set<Trait> TRAITS = Set.of(Trait.SAME_STATE_SAME_BYTES, Trait.EXACT_COUNTERS);

    private static final Set<Port> PORTS = EnumSet.allOf(Port.class);
    /** Object ids are few, so that one that is lost is missed. */
    private static final int OBJECTS = 2;

    /** The driver with a profile, and nothing else wrong with it. */
    public static SimulatedTestee of(String name, FeatureSet features, DriverProfile profile) {
        return of(name, features, profile, Defect.NONE);
    }

    static SimulatedTestee of(String name, FeatureSet features, DriverProfile profile, Defect defect) {
        return of(name, features, UapiVersion.REINIT, profile, defect);
    }

    static SimulatedTestee of(
            String name, FeatureSet features, UapiVersion uapi, DriverProfile profile, Defect defect) {
        Shape shape = new Shape(name, features, uapi, TRAITS, PORTS);
        return new SimulatedTestee(shape, profile, defect);
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
        Ports ports = new Ports(
                Optional.of(side -> side == Side.SOURCE ? sourceLog.commands : targetLog.commands),
                Optional.of(side -> holdings(
                        (side == Side.SOURCE ? source : target).driver(0).ledger())),
                Optional.of(new VirtualScheduler(time)),
                Optional.of(budget),
                Optional.of(side ->
                        (side == Side.SOURCE ? source : target).owner().vf(0).initialise()),
                Optional.of(new HostFaults(source, target)),
                Optional.of(new VirtioStream()),
                Optional.of(side ->
                        (side == Side.SOURCE ? source : target).owner().vf(0).mode() == DeviceMode.RUNNING));
        return new Bench(defect.around(source.driver(0), budget), defect.around(target.driver(0), budget), ports);
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

    private record VirtualScheduler(VirtualTime time) implements Scheduler {
        @Override
        public void pass(Duration duration) {
            time.pass(duration);
        }

        @Override
        public void after(Duration delay, Runnable action) {
            time.after(delay.toNanos(), action);
        }
    }

    private record HostFaults(Host source, Host target) implements FaultInjection {
        private Host host(Side side) {
            return side == Side.SOURCE ? source : target;
        }

        @Override
        public void failNext(Side side) {
            host(side).failNext(0);
        }

        @Override
        public boolean isPending(Side side) {
            return host(side).isFailing(0);
        }
    }
}
