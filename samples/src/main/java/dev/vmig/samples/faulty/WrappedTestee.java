package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import java.util.function.UnaryOperator;

/**
 * A driver with something wrong with it.
 *
 * @param sound the driver
 * @param name of the other one
 * @param wrong puts the mistake before both devices
 */
record WrappedTestee(Testee sound, String name, UnaryOperator<Bench> wrong) implements Testee {
    @Override
    public Shape shape() {
        Shape shape = sound.shape();
        return new Shape(name, shape.features(), shape.uapi(), shape.traits(), shape.ports());
    }

    @Override
    public Bench open(long seed) {
        return wrong.apply(sound.open(seed));
    }
}
