package dev.vmig.vmm;

import dev.vmig.device.memory.GuestMemory;
import org.apache.commons.lang3.Validate;

/**
 * The memory of the VM at source and target.
 *
 * @param source the memory that the guest and its devices use
 * @param target as large, and overwritten page by page
 */
public record MemoryPair(GuestMemory source, GuestMemory target) {
    /** Checks that they are of one size. */
    public MemoryPair {
        Validate.isTrue(
                source.pages() == target.pages(),
                "target: %d pages (expected: %d, as at the source)",
                target.pages(),
                source.pages());
    }
}
