package dev.vmig.samples.shapes;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.Scheduler;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Port;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A driver of this package on two small devices.
 *
 * @param shape what is declared of it
 * @param stateSize of its devices, in bytes
 * @param driver for a device that has just been powered on, and goes by that time
 */
record ShapeTestee(Shape shape, int stateSize, BiFunction<SmallDevice, VirtualTime, BasicDriver> driver)
        implements Testee {
    @Override
    public Bench open(long seed) {
        VirtualTime time = new VirtualTime();
        StepBudget budget = new StepBudget();
        budget.allow(Integer.MAX_VALUE);
        BasicDriver source = driver.apply(new SmallDevice(stateSize, seed, time, budget), time);
        BasicDriver target = driver.apply(new SmallDevice(stateSize, ~seed, time, budget), time);
        Ports ports = new Ports(
                offered(
                        Port.COMMAND_LOG,
                        side -> of(side, source, target).device.commands()),
                offered(Port.LEDGER, side -> of(side, source, target).holdings()),
                offered(Port.SCHEDULER, new VirtualScheduler(time)),
                offered(Port.STEP_BUDGET, budget),
                offered(Port.GUEST, side -> of(side, source, target).device.setUp()),
                offered(Port.FAULTS, new Faults(source, target)));
        return new Bench(source, target, ports);
    }

    private <T> Optional<T> offered(Port port, T means) {
        return shape.ports().contains(port) ? Optional.of(means) : Optional.empty();
    }

    private static BasicDriver of(Side side, BasicDriver source, BasicDriver target) {
        return side == Side.SOURCE ? source : target;
    }

    private record Faults(BasicDriver source, BasicDriver target) implements FaultInjection {
        @Override
        public void failNext(Side side) {
            of(side, source, target).device.failNext();
        }

        @Override
        public boolean isPending(Side side) {
            return of(side, source, target).device.isToFail();
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
}
