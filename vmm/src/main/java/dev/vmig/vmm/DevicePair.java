package dev.vmig.vmm;

import dev.vmig.fsm.VfioDevice;
import java.util.function.UnaryOperator;

/**
 * One device of the VM, at source and target.
 *
 * @param name its name in the timeline
 */
public record DevicePair(String name, VfioDevice source, VfioDevice target) {
    /** This pair with another device at the source. */
    public DevicePair withSource(UnaryOperator<VfioDevice> wrapper) {
        return new DevicePair(name, wrapper.apply(source), target);
    }

    /** This pair with another device at the destination. */
    public DevicePair withTarget(UnaryOperator<VfioDevice> wrapper) {
        return new DevicePair(name, source, wrapper.apply(target));
    }
}
