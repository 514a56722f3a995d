package dev.vmig.samples.shapes;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.CommandLog;
import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.FaultSchedule;
import dev.vmig.conformance.kit.GuestControl;
import dev.vmig.conformance.kit.GuestView;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.vmm.VirtualTime;
import java.util.HexFormat;
import java.util.function.BiFunction;

/**
 * A driver of this package on two small devices.
 *
 * @param shape its declaration
 * @param stateSize of its devices, in bytes
 * @param driver creates a driver for a device after power-on, with its clock
 */
record ShapeTestee(Shape shape, int stateSize, BiFunction<SmallDevice, VirtualTime, BasicDriver> driver)
        implements Testee {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public boolean comesWithVmig() {
        return true;
    }

    @Override
    public Bench open(long seed) {
        VirtualTime time = new VirtualTime();
        StepBudget budget = new StepBudget();
        budget.allow(Integer.MAX_VALUE);
        BasicDriver source = driver.apply(new SmallDevice(stateSize, seed, time, budget), time);
        BasicDriver target = driver.apply(new SmallDevice(stateSize, ~seed, time, budget), time);
        Ports ports = Ports.NONE
                .with((CommandLog) side -> side.of(source, target).device.commands())
                .with((ResourceLedger) side -> side.of(source, target).holdings())
                .with(new VirtualScheduler(time))
                .with(budget)
                .with((GuestControl)
                        (side, number) -> side.of(source, target).device.setUp())
                .with((GuestView)
                        side -> HEX.formatHex(side.of(source, target).device.state()))
                .with((FaultInjection) new DeviceFaults(source, target))
                .with((FaultSchedule) new DeviceFaults(source, target));
        return new Bench(source, target, ports.only(shape.ports()));
    }

    private record DeviceFaults(BasicDriver source, BasicDriver target) implements FaultInjection, FaultSchedule {
        @Override
        public void failNext(Side side) {
            side.of(source, target).device.failNext();
        }

        @Override
        public boolean isPending(Side side) {
            return side.of(source, target).device.isToFail();
        }

        @Override
        public void fail(Side side, int skip, int times) {
            side.of(source, target).device.fail(skip, times);
        }

        @Override
        public long struck(Side side) {
            return side.of(source, target).device.struck();
        }
    }
}
