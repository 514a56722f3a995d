package dev.vmig.vmm;

import dev.vmig.device.memory.GuestMemory;
import java.util.BitSet;
import org.apache.commons.lang3.Validate;

/**
 * The memory of the VM at source and target.
 *
 * @param source the memory that the guest and its devices use
 * @param target memory of the same size, overwritten page by page
 */
public record MemoryPair(GuestMemory source, GuestMemory target) implements VmMemory {
    /** Checks that they are of one size. */
    public MemoryPair {
        Validate.isTrue(
                source.pages() == target.pages(),
                "target: %d pages (expected: %d, as at the source)",
                target.pages(),
                source.pages());
    }

    @Override
    public int pages() {
        return source.pages();
    }

    @Override
    public void startTracking() {
        source.vcpuDirty().start();
        source.iommuDirty().start();
    }

    @Override
    public BitSet takeGuestDirty() {
        return source.vcpuDirty().readAndClear();
    }

    @Override
    public BitSet takeDeviceDirty() {
        return source.iommuDirty().readAndClear();
    }

    @Override
    public void stopTracking() {
        source.vcpuDirty().stop();
        source.iommuDirty().stop();
    }

    @Override
    public void read(int page, byte[] into) {
        source.copyPage(page, into);
    }

    @Override
    public void write(int page, byte[] from) {
        target.restorePage(page, from);
    }
}
