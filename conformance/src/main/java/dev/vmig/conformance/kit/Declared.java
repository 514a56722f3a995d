package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether a driver is what its author declares, since a kit that expects something else finds nothing but nonsense. */
final class Declared {
    private Declared() {}

    static void check(Shape shape, Bench bench) {
        if (bench.source() == bench.target()) {
            throw new TesteeException(shape.name() + ": source and target are one device (expected: two)");
        }
        for (Side side : Side.values()) {
            FeatureSet features = features(shape, bench, side);
            if (features != shape.features()) {
                throw new TesteeException(shape.name() + ": features of the " + side + ": " + features.flags()
                        + " (expected: " + shape.features().flags() + ", as the shape says)");
            }
        }
        Set<Port> offered = offered(bench.ports());
        if (!offered.containsAll(shape.ports())) {
            throw new TesteeException(
                    shape.name() + ": ports: " + offered + " (expected: " + shape.ports() + ", as the shape says)");
        }
    }

    private static FeatureSet features(Shape shape, Bench bench, Side side) {
        try {
            return bench.device(side).features();
        } catch (ErrnoException e) {
            // A device that is not offered for migration violates a rule, which is a verdict.
            return shape.features();
        }
    }

    private static Set<Port> offered(Ports ports) {
        Set<Port> offered = EnumSet.noneOf(Port.class);
        add(offered, Port.COMMAND_LOG, ports.log());
        add(offered, Port.LEDGER, ports.ledger());
        add(offered, Port.SCHEDULER, ports.scheduler());
        add(offered, Port.STEP_BUDGET, ports.budget());
        add(offered, Port.GUEST, ports.guest());
        add(offered, Port.FAULTS, ports.faults());
        add(offered, Port.STREAM_FORMAT, ports.format());
        add(offered, Port.DEVICE_MODE, ports.mode());
        return offered;
    }

    private static void add(Set<Port> offered, Port port, Optional<?> given) {
        if (given.isPresent()) {
            offered.add(port);
        }
    }
}
