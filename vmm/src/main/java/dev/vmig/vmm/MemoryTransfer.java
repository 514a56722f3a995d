package dev.vmig.vmm;

import dev.vmig.device.memory.GuestMemory;
import java.util.BitSet;

/** The migration of guest memory: every page once, and again whenever it is dirty. */
final class MemoryTransfer {
    private final GuestMemory source;
    private final GuestMemory target;
    private final Timeline timeline;
    private final int batchPages;
    private final byte[] page = new byte[GuestMemory.PAGE];

    MemoryTransfer(MemoryPair pair, MigrationPlan plan, Timeline timeline) {
        this.source = pair.source();
        this.target = pair.target();
        this.timeline = timeline;
        this.batchPages = Math.max(1, plan.chunkBytes() / GuestMemory.PAGE);
    }

    /** Starts dirty tracking and sends all pages. */
    void begin() {
        source.vcpuDirty().start();
        source.iommuDirty().start();
        BitSet all = new BitSet();
        all.set(0, source.pages());
        send("all", all);
    }

    /** Sends the pages that the guest or a device has written since the last call. */
    void copyDirty(String round) {
        BitSet written = source.vcpuDirty().readAndClear();
        written.or(source.iommuDirty().readAndClear());
        send(round, written);
    }

    void end() {
        source.vcpuDirty().stop();
        source.iommuDirty().stop();
    }

    /** A page is read when it is sent: what is written to it later makes it dirty again. */
    private void send(String round, BitSet pages) {
        timeline.note("source", "memory", round + ": " + pages.cardinality() + " pages");
        int batched = 0;
        for (int number = pages.nextSetBit(0); number >= 0; number = pages.nextSetBit(number + 1)) {
            if (batched == batchPages) {
                timeline.sendMemory((long) batched * GuestMemory.PAGE);
                batched = 0;
            }
            source.copyPage(number, page);
            target.restorePage(number, page);
            batched++;
        }
        if (batched > 0) {
            timeline.sendMemory((long) batched * GuestMemory.PAGE);
        }
    }
}
