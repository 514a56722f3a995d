package dev.vmig.device.memory;

import java.util.BitSet;

/**
 * Which pages have been written since the log was read last. It counts only while it is started.
 *
 * <p>It is what IOMMU_HWPT_SET_DIRTY_TRACKING and IOMMU_HWPT_GET_DIRTY_BITMAP offer (uapi/linux/iommufd.h), and for the
 * vCPUs KVM_GET_DIRTY_LOG: reading it clears it.
 */
public final class DirtyLog {
    private final BitSet pages = new BitSet();
    private boolean started;

    /** Begins to count, with nothing written. */
    public void start() {
        pages.clear();
        started = true;
    }

    /** Stops counting and forgets. */
    public void stop() {
        started = false;
        pages.clear();
    }

    /** The pages written since it was started or read last; they count as clean from now on. */
    public BitSet readAndClear() {
        BitSet written = (BitSet) pages.clone();
        pages.clear();
        return written;
    }

    void written(int firstPage, int lastPage) {
        if (started) {
            pages.set(firstPage, lastPage + 1);
        }
    }
}
