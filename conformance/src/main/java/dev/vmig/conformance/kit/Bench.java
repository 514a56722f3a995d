package dev.vmig.conformance.kit;

import dev.vmig.fsm.VfioDevice;
import java.util.Objects;

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

    VfioDevice device(Side side) {
        return side.of(source, target);
    }
}
