package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import dev.vmig.fsm.VfioDevice;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A driver under test. */
public interface Testee {
    /** What it is and can do. */
    Shape shape();

    /** Two devices that have just been opened, the same ones for the same seed. */
    Bench open(long seed);

    /**
     * Whether this driver comes with vmig, so that reports keep back the calls by which rules are violated that current kernels
     * violate too. A driver of the user's own is shown its calls.
     */
    default boolean comesWithVmig() {
        return false;
    }

    /** The ports that a driver of this kind can have; a rule that needs another one does not apply to it. */
    default Set<Port> possiblePorts() {
        return EnumSet.allOf(Port.class);
    }

    /** A driver that offers nothing beyond the uAPI, and is the same whatever the seed. */
    static Testee of(Shape shape, Supplier<? extends VfioDevice> opened) {
        return new Testee() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public Bench open(long seed) {
                return new Bench(opened.get(), opened.get(), Ports.NONE);
            }
        };
    }

    /** The same driver, declared otherwise, or with something in front of its devices. */
    default Testee wrapped(UnaryOperator<Shape> declared, UnaryOperator<Bench> opened) {
        Testee wrapped = this;
        return new Testee() {
            @Override
            public Shape shape() {
                return declared.apply(wrapped.shape());
            }

            @Override
            public Bench open(long seed) {
                return opened.apply(wrapped.open(seed));
            }

            @Override
            public boolean comesWithVmig() {
                return wrapped.comesWithVmig();
            }

            @Override
            public Set<Port> possiblePorts() {
                return wrapped.possiblePorts();
            }
        };
    }

    /** The command that holds it to one rule again. */
    default String reproduce(String rule, long seed) {
        return "vmig conform --driver %s --features %d --only %s --seed %d"
                .formatted(shape().name(), shape().features().flags(), rule, seed);
    }
}
