package dev.vmig.vmm;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The VM to migrate: its devices, its memory and its guest.
 *
 * @param devices in the order of requests
 * @param memory empty if only devices are migrated
 * @param wire carries the streams of the devices and the memory
 * @param emulated state that the VMM restores
 */
public record VirtualMachine(
        List<DevicePair> devices, Optional<VmMemory> memory, Vcpus vcpus, Wire wire, EmulatedState emulated) {
    /** Copies the list. */
    public VirtualMachine {
        devices = List.copyOf(devices);
    }

    /** A VM with a connection that never fails. */
    public VirtualMachine(List<DevicePair> devices, Optional<VmMemory> memory, Vcpus vcpus) {
        this(devices, memory, vcpus, Wire.SOUND, EmulatedState.NONE);
    }

    /** Devices alone, without memory and guest. */
    public static VirtualMachine of(List<DevicePair> devices) {
        return new VirtualMachine(devices, Optional.empty(), Vcpus.NONE);
    }

    /** This VM with other devices. */
    public VirtualMachine withDevices(UnaryOperator<DevicePair> wrapper) {
        return new VirtualMachine(devices.stream().map(wrapper).toList(), memory, vcpus, wire, emulated);
    }

    /** This VM with another memory. */
    public VirtualMachine withMemory(UnaryOperator<VmMemory> wrapper) {
        return new VirtualMachine(devices, memory.map(wrapper), vcpus, wire, emulated);
    }

    /** This VM with other virtual CPUs. */
    public VirtualMachine withVcpus(Vcpus other) {
        return new VirtualMachine(devices, memory, other, wire, emulated);
    }

    /** This VM with another wire. */
    public VirtualMachine withWire(Wire other) {
        return new VirtualMachine(devices, memory, vcpus, other, emulated);
    }

    /** This VM with other emulated state. */
    public VirtualMachine withEmulated(EmulatedState other) {
        return new VirtualMachine(devices, memory, vcpus, wire, other);
    }
}
