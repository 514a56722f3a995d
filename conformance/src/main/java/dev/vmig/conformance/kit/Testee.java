package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A driver under test. */
public interface Testee {
    /** The driver's declaration. */
    Shape shape();

    /** Opens two new devices; equal seeds give equal devices. */
    Bench open(long seed);

    /**
     * Why a rule cannot apply because the protocol that reaches the driver lacks a call; empty if it can.
     */
    default Optional<String> lacks(Rule rule) {
        return Optional.empty();
    }

    /**
     * Whether a call ends even if the driver does not answer, since a protocol or a clock limits it. Otherwise the kit
     * makes the calls in a thread of its own, and abandons one that does not return.
     */
    default boolean limitsCalls() {
        return false;
    }

    /**
     * Whether this driver comes with vmig. Reports on such a driver withhold the calls for rules that current kernels
     * violate; reports on the user's own driver show all calls.
     */
    default boolean comesWithVmig() {
        return false;
    }

    /** A driver without ports, whose devices do not depend on the seed. */
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

    /** This driver with a changed declaration and wrapped devices. */
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
            public boolean limitsCalls() {
                return wrapped.limitsCalls();
            }

            @Override
            public boolean comesWithVmig() {
                return wrapped.comesWithVmig();
            }
        };
    }

    /** The command that checks one rule again. */
    default String reproduce(String rule, long seed) {
        return "vmig conform --driver %s --features %d --only %s --seed %d"
                .formatted(shape().name(), shape().features().flags(), rule, seed);
    }
}
