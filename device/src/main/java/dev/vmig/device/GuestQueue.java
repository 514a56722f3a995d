package dev.vmig.device;

import dev.vmig.device.memory.GuestMemory;

/**
 * The guest's side of one virtqueue. All of it stands in guest memory, the driver's own notes too, so that
 * they migrate with the memory.
 *
 * <pre>
 *   ring page      0 descriptors   512 available   1024 used   2048 notes: next available, last used, slots in flight,
 *                                                                    highest number received
 *   buffer page    the slots
 * </pre>
 *
 * <p>A slot is a request: two descriptors and a piece of the buffer page.
 */
record GuestQueue(GuestMemory memory, long ring, int slots) {
    /** Entries of the ring. */
    static final int SIZE = 32;
    /** Pages that a queue takes. */
    static final int PAGES = 2;

    private static final int AVAILABLE = 512;
    private static final int USED = 1024;
    private static final int NEXT_AVAILABLE = 2048;
    private static final int LAST_USED = 2052;
    private static final int IN_FLIGHT = 2056;
    private static final int HIGHEST = 2064;

    /** An empty queue. */
    void reset() {
        memory.write(ring, new byte[GuestMemory.PAGE], 0, GuestMemory.PAGE);
    }

    long descriptors() {
        return ring;
    }

    long available() {
        return ring + AVAILABLE;
    }

    long used() {
        return ring + USED;
    }

    int slotBytes() {
        return GuestMemory.PAGE / slots;
    }

    long buffer(int slot) {
        return ring + GuestMemory.PAGE + (long) slot * slotBytes();
    }

    /** A slot that is not in flight, or -1. */
    int freeSlot() {
        int free = Integer.numberOfTrailingZeros(~(int) memory.u32(ring + IN_FLIGHT));
        return free < slots ? free : -1;
    }

    int inFlight() {
        return Integer.bitCount((int) memory.u32(ring + IN_FLIGHT));
    }

    /** The first descriptor of a slot. */
    void first(int slot, long address, int length, int flags) {
        descriptor(2 * slot, address, length, flags, 2 * slot + 1);
    }

    /** The second one. */
    void second(int slot, long address, int length, int flags) {
        descriptor(2 * slot + 1, address, length, flags, 0);
    }

    private void descriptor(int index, long address, int length, int flags, int next) {
        descriptor(memory, ring + (long) SplitRing.DESCRIPTOR * index, address, length, flags, next);
    }

    static void descriptor(GuestMemory memory, long at, long address, int length, int flags, int next) {
        memory.putU64(at, address);
        memory.putU32(at + 8, length);
        memory.putU16(at + 12, flags);
        memory.putU16(at + 14, next);
    }

    /** Makes a slot available to the device. */
    void post(int slot) {
        int next = memory.u16(ring + NEXT_AVAILABLE);
        memory.putU16(available() + SplitRing.RING + 2L * (next % SIZE), 2 * slot);
        memory.putU16(available() + 2, next + 1);
        memory.putU16(ring + NEXT_AVAILABLE, next + 1);
        memory.putU32(ring + IN_FLIGHT, memory.u32(ring + IN_FLIGHT) | (1L << slot));
    }

    /** Whether the device has completed something that was not taken back yet. */
    boolean hasUsed() {
        return memory.u16(used() + 2) != memory.u16(ring + LAST_USED);
    }

    /**
     * Takes the next completed slot back.
     *
     * @return the slot, or -1 if the device completed what was not in flight
     */
    int takeUsed() {
        int last = memory.u16(ring + LAST_USED);
        long id = memory.u32(used() + SplitRing.RING + (long) SplitRing.USED_ELEMENT * (last % SIZE));
        memory.putU16(ring + LAST_USED, last + 1);
        long flying = memory.u32(ring + IN_FLIGHT);
        if (id % 2 != 0 || id / 2 >= slots || ((flying >>> (id / 2)) & 1) == 0) {
            return -1;
        }
        memory.putU32(ring + IN_FLIGHT, flying & ~(1L << (id / 2)));
        return (int) (id / 2);
    }

    long highestNumber() {
        return memory.u64(ring + HIGHEST);
    }

    void highestNumber(long number) {
        memory.putU64(ring + HIGHEST, number);
    }
}
