package dev.vmig.vmm;

import java.util.List;
import java.util.Optional;

/**
 * What moves: the devices of a VM, its memory and its guest.
 *
 * @param devices in the order in which they are asked
 * @param memory nothing if only devices are to be moved
 */
public record VirtualMachine(List<DevicePair> devices, Optional<MemoryPair> memory, Vcpus vcpus) {
    /** Copies the list. */
    public VirtualMachine {
        devices = List.copyOf(devices);
    }

    /** Devices alone, whatever their guest does. */
    public static VirtualMachine of(List<DevicePair> devices) {
        return new VirtualMachine(devices, Optional.empty(), Vcpus.NONE);
    }
}
