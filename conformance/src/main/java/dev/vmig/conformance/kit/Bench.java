package dev.vmig.conformance.kit;

import dev.vmig.fsm.VfioDevice;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Two devices of a driver, and what can be seen of them beyond the uAPI.
 *
 * @param source where migrations begin, mostly
 * @param target where they end
 */
public record Bench(VfioDevice source, VfioDevice target, Ports ports) {
    /** All components are there. */
    public Bench {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
    }

    /** The same devices behind wrappers. */
    public Bench wrap(UnaryOperator<VfioDevice> wrapper) {
        return new Bench(wrapper.apply(source), wrapper.apply(target), ports);
    }

    /** The same devices with other ports. */
    public Bench with(Ports others) {
        return new Bench(source, target, others);
    }

    VfioDevice device(Side side) {
        return side.of(source, target);
    }
}
