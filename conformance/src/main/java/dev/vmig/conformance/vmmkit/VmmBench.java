package dev.vmig.conformance.vmmkit;

import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.Vcpus;
import dev.vmig.vmm.VirtualTime;
import dev.vmig.vmm.Wire;

/**
 * What a VMM is given to migrate with.
 *
 * @param source the device that the guest uses; until the guest is paused it may reset it at any moment but those between
 *     a look at the state and the request that follows, since a guest's reset too goes through its VMM
 * @param target the one that it is to use
 * @param wire tells when what was sent has not arrived, nor will anything after it
 * @param guest is to be paused before the device stops, and to be told where it goes on
 * @param time in which the VMM waits
 */
public record VmmBench(VfioDevice source, VfioDevice target, Wire wire, Vcpus guest, VirtualTime time) {
    /** The same with another source. */
    public VmmBench withSource(VfioDevice other) {
        return new VmmBench(other, target, wire, guest, time);
    }

    /** The same with another target. */
    public VmmBench withTarget(VfioDevice other) {
        return new VmmBench(source, other, wire, guest, time);
    }

    /** The same with another wire. */
    public VmmBench withWire(Wire other) {
        return new VmmBench(source, target, other, guest, time);
    }

    /** The same with another guest. */
    public VmmBench withGuest(Vcpus other) {
        return new VmmBench(source, target, wire, other, time);
    }
}
