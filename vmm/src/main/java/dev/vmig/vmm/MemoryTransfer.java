package dev.vmig.vmm;

import dev.vmig.device.memory.GuestMemory;
import dev.vmig.fsm.ErrnoException;
import java.util.BitSet;

/** The migration of guest memory: every page once, and again whenever it is dirty. */
final class MemoryTransfer {
    private final VmMemory memory;
    private final MigrationTimeline timeline;
    private final int batchPages;
    private final byte[] page = new byte[GuestMemory.PAGE];

    MemoryTransfer(VmMemory memory, MigrationPlan plan, MigrationTimeline timeline) {
        this.memory = memory;
        this.timeline = timeline;
        this.batchPages = Math.max(1, plan.chunkBytes() / GuestMemory.PAGE);
    }

    /** Starts dirty tracking and sends all pages. */
    void begin() throws MigrationFailedException {
        try {
            memory.startTracking();
        } catch (ErrnoException e) {
            throw failed("start of dirty tracking", e);
        }
        BitSet all = new BitSet();
        all.set(0, memory.pages());
        send("all", all);
    }

    /** Sends the pages that the guest or a device has written since the last call. */
    void copyDirty(String round) throws MigrationFailedException {
        BitSet written;
        try {
            written = memory.takeGuestDirty();
            written.or(memory.takeDeviceDirty());
        } catch (ErrnoException e) {
            // The marks are lost: without them nothing tells which pages the target lacks (U-10).
            throw failed("dirty bitmap", e);
        }
        send(round, written);
    }

    void end() {
        memory.stopTracking();
    }

    /** A page is read when it is sent: what is written to it later makes it dirty again. */
    private void send(String round, BitSet pages) throws MigrationFailedException {
        timeline.note("source", "memory", round + ": " + pages.cardinality() + " pages");
        int batched = 0;
        for (int number = pages.nextSetBit(0); number >= 0; number = pages.nextSetBit(number + 1)) {
            if (batched == batchPages) {
                carry(batched);
                batched = 0;
            }
            memory.read(number, page);
            memory.write(number, page);
            batched++;
        }
        if (batched > 0) {
            carry(batched);
        }
    }

    private void carry(int pages) throws MigrationFailedException {
        try {
            timeline.sendMemory((long) pages * GuestMemory.PAGE);
        } catch (LinkLostException e) {
            throw failed("send", e);
        }
    }

    private static MigrationFailedException failed(String doing, Exception why) {
        return new MigrationFailedException("source memory: " + doing + ": " + why.getMessage());
    }
}
