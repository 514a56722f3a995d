package dev.vmig.vmm;

import dev.vmig.fsm.ErrnoException;
import java.util.BitSet;

/**
 * The memory of a VM as its VMM reaches it: the pages at both ends, and the two dirty bitmaps of the source. Between {@link
 * #startTracking} and {@link #stopTracking} each write marks its page.
 */
public interface VmMemory {
    /** The number of pages, equal at both ends. */
    int pages();

    /**
     * Clears both bitmaps and starts tracking writes.
     *
     * @throws ErrnoException if writes are not tracked
     */
    void startTracking() throws ErrnoException;

    /**
     * The pages that the guest has written since the last call, KVM_GET_DIRTY_LOG.
     *
     * @throws ErrnoException if the bitmap cannot be read; its marks are lost
     */
    BitSet takeGuestDirty() throws ErrnoException;

    /**
     * The pages that the devices have written since the last call, IOMMU_HWPT_GET_DIRTY_BITMAP.
     *
     * @throws ErrnoException if the bitmap cannot be read; its marks are lost
     */
    BitSet takeDeviceDirty() throws ErrnoException;

    /** Stops tracking writes. */
    void stopTracking();

    /** Reads a page at the source. */
    void read(int page, byte[] into);

    /** Overwrites a page at the destination. */
    void write(int page, byte[] from);
}
