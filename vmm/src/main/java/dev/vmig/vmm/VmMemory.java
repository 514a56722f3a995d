package dev.vmig.vmm;

import dev.vmig.fsm.ErrnoException;
import java.util.BitSet;

/**
 * The memory of a VM as its VMM reaches it: the pages at both ends, and the two dirty bitmaps of the source. Between {@link
 * #startTracking} and {@link #stopTracking} each write marks its page.
 */
public interface VmMemory {
    /** How many pages there are, as many at either end. */
    int pages();

    /**
     * Clears both bitmaps and tracks writes from now on.
     *
     * @throws ErrnoException if writes are not tracked
     */
    void startTracking() throws ErrnoException;

    /**
     * The pages that the guest has written since the last call, KVM_GET_DIRTY_LOG.
     *
     * @throws ErrnoException why the bitmap cannot be read; the marks in it are lost
     */
    BitSet takeGuestDirty() throws ErrnoException;

    /**
     * The pages that the devices have written since the last call, IOMMU_HWPT_GET_DIRTY_BITMAP.
     *
     * @throws ErrnoException why the bitmap cannot be read; the marks in it are lost
     */
    BitSet takeDeviceDirty() throws ErrnoException;

    /** Tracks writes no longer. */
    void stopTracking();

    /** Reads a page at the source. */
    void read(int page, byte[] into);

    /** Overwrites a page at the destination. */
    void write(int page, byte[] from);
}
