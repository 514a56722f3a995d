package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A driver under test. */
public interface Testee {
    /** What it is and can do. */
    Shape shape();

    /** Two devices that have just been opened, the same ones for the same seed. */
    Bench open(long seed);

    /**
     * Why a rule cannot apply however this driver behaves, since the way in which it is reached has no such call; nothing if it
     * has.
     */
    default Optional<String> lacks(Rule rule) {
        return Optional.empty();
    }

    /**
     * Whether this driver comes with vmig, so that reports keep back the calls by which rules are violated that current kernels
     * violate too. A driver of the user's own is shown its calls.
     */
    default boolean comesWithVmig() {
        return false;
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
                Bench bench = opened.apply(wrapped.open(seed));
                return bench.ports()
                        .personalities()
                        .map(all -> bench.with(bench.ports().with(all.wrapped(opened))))
                        .orElse(bench);
            }

            @Override
            public Optional<String> lacks(Rule rule) {
                return wrapped.lacks(rule);
            }

            @Override
            public boolean comesWithVmig() {
                return wrapped.comesWithVmig();
            }
        };
    }

    /** The command that holds it to one rule again. */
    default String reproduce(String rule, long seed) {
        return "vmig conform --driver %s --features %d --only %s --seed %d"
                .formatted(shape().name(), shape().features().flags(), rule, seed);
    }
}
