package dev.vmig.conformance.kit;

import dev.vmig.fsm.VfioDevice;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Two devices of a driver, and the ports that show more of them than the uAPI does.
 *
 * @param source device from which most migrations start
 * @param target device at which they end
 */
public record Bench(VfioDevice source, VfioDevice target, Ports ports) {
    /** Requires all components. */
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
