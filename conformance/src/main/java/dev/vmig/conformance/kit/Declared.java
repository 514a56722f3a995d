package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import java.util.Set;

/** Compares a driver with its declaration. The verdicts of the kit mean nothing for a driver that differs. */
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
        Set<Port> offered = bench.ports().offered();
        if (!offered.containsAll(shape.ports())) {
            throw new TesteeException(
                    shape.name() + ": ports: " + offered + " (expected: " + shape.ports() + ", as the shape says)");
        }
    }

    private static FeatureSet features(Shape shape, Bench bench, Side side) {
        try {
            return bench.device(side).features();
        } catch (ErrnoException e) {
            // A device that does not offer migration violates a rule, which is a verdict.
            return shape.features();
        }
    }
}
