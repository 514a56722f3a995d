package dev.vmig.device.memory;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

/**
 * Where the DMA of the devices of a VM goes, by guest-physical address: to RAM, or to the BAR of a peer, which makes it
 * peer-to-peer DMA.
 */
public final class GuestAddressSpace {
    private record Window(long size, DmaTarget target) {}

    private final GuestMemory memory;
    private final TreeMap<Long, Window> windows = new TreeMap<>(Long::compareUnsigned);

    /** An address space with RAM from address 0 on, and nothing else. */
    public GuestAddressSpace(GuestMemory memory) {
        this.memory = memory;
    }

    /** The RAM. */
    public GuestMemory memory() {
        return memory;
    }

    /**
     * Maps the BAR of a device behind the RAM; what is mapped at the same address already is replaced, and other windows are
     * not touched.
     */
    public void map(long address, long size, DmaTarget target) {
        Validate.isTrue(
                Long.compareUnsigned(address, memory.size()) >= 0,
                "address: 0x%x (expected: behind the RAM, 0x%x)",
                address,
                memory.size());
        Map.Entry<Long, Window> below = windows.lowerEntry(address);
        Long above = windows.higherKey(address);
        boolean free = (below == null
                        || Long.compareUnsigned(
                                        address - below.getKey(),
                                        below.getValue().size())
                                >= 0)
                && (above == null || Long.compareUnsigned(above - address, size) >= 0);
        Validate.isTrue(free, "address: 0x%x, 0x%x bytes (expected: no overlap with another window)", address, size);
        windows.put(address, new Window(size, target));
    }

    /**
     * A device reads.
     *
     * @return whether there is something at all of these addresses; if not, nothing was read
     */
    public boolean dmaRead(long address, byte[] into, int offset, int length) {
        if (memory.contains(address, length)) {
            memory.read(address, into, offset, length);
            return true;
        }
        Map.Entry<Long, Window> window = window(address, length);
        if (window == null) {
            return false;
        }
        window.getValue().target().dmaRead(address - window.getKey(), into, offset, length);
        return true;
    }

    /**
     * A device writes.
     *
     * @return whether there is something at all of these addresses; if not, nothing was written
     */
    public boolean dmaWrite(long address, byte[] from, int offset, int length) {
        if (memory.contains(address, length)) {
            memory.writeByDevice(address, from, offset, length);
            return true;
        }
        Map.Entry<Long, Window> window = window(address, length);
        if (window == null) {
            return false;
        }
        window.getValue().target().dmaWrite(address - window.getKey(), from, offset, length);
        return true;
    }

    private Map.@Nullable Entry<Long, Window> window(long address, int length) {
        Map.Entry<Long, Window> below = windows.floorEntry(address);
        if (below == null) {
            return null;
        }
        long size = below.getValue().size();
        boolean inside = Long.compareUnsigned(length, size) <= 0
                && Long.compareUnsigned(address - below.getKey(), size - length) <= 0;
        return inside ? below : null;
    }
}
