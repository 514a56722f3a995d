package dev.vmig.vmm;

import dev.vmig.device.Bar;
import dev.vmig.device.Guest;
import dev.vmig.device.VirtualFunction;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.lang3.Validate;

/**
 * A VM with all VFs of a host, migrated to the VFs of another host. At each side there is one memory with the pages of each
 * VF's guest driver, and above it the BARs of the VFs, so that peer-to-peer DMA can reach them.
 */
public final class SimulatedVm {
    /** Where the BAR of the first VF lies in guest-physical memory. */
    public static final long BARS = 1L << 32;

    private final List<VirtualFunction> sources;
    private final List<VirtualFunction> targets;
    private final GuestMemory sourceMemory;
    private final GuestMemory targetMemory;

    private SimulatedVm(Host source, Host target, GuestMemory sourceMemory) {
        this.sources = source.owner().vfs();
        this.targets = target.owner().vfs();
        Validate.isTrue(
                sources.size() == targets.size(),
                "target: %d VFs (expected: %d, as at the source)",
                targets.size(),
                sources.size());
        this.sourceMemory = sourceMemory;
        this.targetMemory = new GuestMemory(sourceMemory.pages());
        attach(targets, targetMemory);
    }

    /** Attaches new memories to the VFs of source and target, before the guests initialise the VFs. */
    public static SimulatedVm create(Host source, Host target) {
        List<VirtualFunction> vfs = source.owner().vfs();
        GuestMemory memory = new GuestMemory(vfs.size() * Guest.pages(vfs.get(0).queues()));
        attach(vfs, memory);
        return new SimulatedVm(source, target, memory);
    }

    /** The same VM after a migration, to be migrated from that target to the next host. */
    public static SimulatedVm onwards(SimulatedVm before, Host source, Host target) {
        return new SimulatedVm(source, target, before.targetMemory);
    }

    private static void attach(List<VirtualFunction> vfs, GuestMemory memory) {
        GuestAddressSpace space = new GuestAddressSpace(memory);
        long guestBytes = (long) Guest.pages(vfs.get(0).queues()) * GuestMemory.PAGE;
        for (VirtualFunction vf : vfs) {
            vf.attach(space, vf.index() * guestBytes);
            space.map(bar(vf.index()), Bar.SIZE, vf.bar());
        }
    }

    /** The address of the BAR of a VF, the same at source and target. */
    public static long bar(int vf) {
        return BARS + vf * Bar.SIZE;
    }

    /** The memory at the source. */
    public GuestMemory sourceMemory() {
        return sourceMemory;
    }

    /** The memory at the target. */
    public GuestMemory targetMemory() {
        return targetMemory;
    }

    /** The VM with its devices, memory and guest. */
    public VirtualMachine machine(List<DevicePair> devices) {
        return new VirtualMachine(devices, Optional.of(new MemoryPair(sourceMemory, targetMemory)), new GuestVcpus());
    }

    private final class GuestVcpus implements Vcpus {
        @Override
        public void pause() {
            sources.forEach(vf -> vf.traffic().pauseGuest());
        }

        @Override
        public void goOnAtSource() {
            sources.forEach(vf -> vf.traffic().resumeGuest());
        }

        @Override
        public void goOnAtTarget() {
            IntStream.range(0, sources.size()).forEach(index -> {
                sources.get(index).moveGuestTo(targets.get(index));
                targets.get(index).traffic().resumeGuest();
            });
        }
    }
}
