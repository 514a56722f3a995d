package dev.vmig.vmm;

import dev.vmig.fsm.VfioDevice;

/**
 * One device of the VM: where it is, and where it goes.
 *
 * @param name what the timeline calls it
 */
public record DevicePair(String name, VfioDevice source, VfioDevice target) {}
