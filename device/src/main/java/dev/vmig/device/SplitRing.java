package dev.vmig.device;

import dev.vmig.device.Chain.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The device's side of a split virtqueue (Virtio 1.4, 2.7). Requests are taken and completed in order, one at a time, so
 * that the position is always the used index in guest memory: that is what makes a queue migrate although no device part
 * carries it (docs/virtio-gaps.md).
 */
record SplitRing(QueueConfig config, DmaTransaction dma) {
    /** Flags of a descriptor (Virtio 1.4, 2.7.5). */
    static final int F_NEXT = 1;

    static final int F_WRITE = 2;
    static final int F_INDIRECT = 4;
    /** VIRTQ_AVAIL_F_NO_INTERRUPT. */
    static final int AVAIL_NO_INTERRUPT = 1;

    static final int DESCRIPTOR = 16;
    /** Flags and index stand before the entries of both rings. */
    static final int RING = 4;

    static final int USED_ELEMENT = 8;

    /** Larger requests make no sense for a network device, and would cost memory. */
    private static final int MOST_BYTES = 1 << 17;

    /** How many requests wait. */
    int waiting() throws RingException {
        int count = (dma.u16(at(config.driver(), 2)) - usedIndex()) & 0xffff;
        if (count > config.size()) {
            throw new RingException("avail.idx is %d ahead of used.idx (expected: at most the queue size, %d)"
                    .formatted(count, config.size()));
        }
        return count;
    }

    /** The next request, which stays the next until it is completed. */
    Optional<Chain> next() throws RingException {
        if (config.size() == 0 || waiting() == 0) {
            return Optional.empty();
        }
        int slot = usedIndex() & (config.size() - 1);
        return Optional.of(chain(dma.u16(at(config.driver(), RING + 2L * slot))));
    }

    /** Completes a request for which this number of bytes was written. */
    void complete(Chain chain, int written) throws RingException {
        int used = usedIndex();
        long element = at(config.device(), RING + (long) USED_ELEMENT * (used & (config.size() - 1)));
        dma.putU32(element, chain.head());
        dma.putU32(at(element, 4), written);
        dma.putU16(at(config.device(), 2), (used + 1) & 0xffff);
    }

    /** Whether the driver has requested an interrupt. */
    boolean wantsInterrupt() throws RingException {
        return (dma.u16(config.driver()) & AVAIL_NO_INTERRUPT) == 0;
    }

    /** An address within the ring; it must not wrap around to 0. */
    private static long at(long base, long offset) throws RingException {
        long address = base + offset;
        if (Long.compareUnsigned(address, base) < 0) {
            throw new RingException("0x%x bytes behind 0x%x: no address".formatted(offset, base));
        }
        return address;
    }

    private int usedIndex() throws RingException {
        return dma.u16(at(config.device(), 2));
    }

    private Chain chain(int head) throws RingException {
        Walk walk = new Walk();
        walk.table(config.desc(), config.size(), head, true);
        return new Chain(head, walk.readable, walk.writable);
    }

    private final class Walk {
        private final List<Segment> readable = new ArrayList<>();
        private final List<Segment> writable = new ArrayList<>();
        private long bytes;

        void table(long table, int entries, int head, boolean indirectAllowed) throws RingException {
            int at = head;
            for (int steps = 0; steps < entries; steps++) {
                if (at >= entries) {
                    throw new RingException("descriptor %d (expected: below %d)".formatted(at, entries));
                }
                long descriptor = at(table, (long) DESCRIPTOR * at);
                long address = dma.u64(descriptor);
                long length = dma.u32(at(descriptor, 8));
                int flags = dma.u16(at(descriptor, 12));
                if ((flags & F_INDIRECT) != 0) {
                    indirect(at, address, length, (flags & F_NEXT) != 0, indirectAllowed);
                } else {
                    add(at, address, length, (flags & F_WRITE) != 0);
                }
                if ((flags & F_NEXT) == 0) {
                    return;
                }
                at = dma.u16(at(descriptor, 14));
            }
            throw new RingException("the chain from descriptor %d has a loop".formatted(head));
        }

        /** Whether the descriptor is marked as writable says nothing here (2.7.5.3.2). */
        private void indirect(int at, long address, long length, boolean hasNext, boolean allowed)
                throws RingException {
            boolean whole = length > 0 && length % DESCRIPTOR == 0 && length <= (long) DESCRIPTOR * config.size();
            if (!allowed || hasNext || !whole) {
                throw new RingException("descriptor %d: no legal indirect table".formatted(at));
            }
            table(address, (int) (length / DESCRIPTOR), 0, false);
        }

        private void add(int at, long address, long length, boolean write) throws RingException {
            bytes += length;
            if (bytes > MOST_BYTES) {
                throw new RingException(
                        "descriptor %d: %d bytes so far (expected: at most %d)".formatted(at, bytes, MOST_BYTES));
            }
            if (!write && !writable.isEmpty()) {
                throw new RingException("descriptor %d: readable behind a writable one".formatted(at));
            }
            (write ? writable : readable).add(new Segment(address, (int) length));
        }
    }
}
