package dev.vmig.device;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** What a VF has to do once it may: doorbells rung, control commands posted, packets in its buffer. */
final class VfWork {
    /** Packets that a VF holds while its bus is busy; more are dropped. */
    private static final int PACKET_BUFFER = 32;

    private final BitSet doorbells = new BitSet();
    private final Deque<ControlCommand> posted = new ArrayDeque<>();
    private int packets;

    void ring(int queue) {
        doorbells.set(queue);
    }

    void post(ControlCommand command) {
        posted.add(command);
    }

    /** Takes a packet from the network, if there is room. */
    boolean offerPacket() {
        if (packets == PACKET_BUFFER) {
            return false;
        }
        packets++;
        return true;
    }

    /** The lowest queue that has been notified and is live, or -1. The doorbell counts as served. */
    int takeDoorbell(NetState state) {
        for (int queue = doorbells.nextSetBit(0); queue >= 0; queue = doorbells.nextSetBit(queue + 1)) {
            if (state.isLive(queue)) {
                doorbells.clear(queue);
                return queue;
            }
        }
        return -1;
    }

    boolean hasPosted() {
        return !posted.isEmpty();
    }

    /** The next control command; there must be one. */
    ControlCommand takePosted() {
        return posted.remove();
    }

    boolean takePacket() {
        if (packets == 0) {
            return false;
        }
        packets--;
        return true;
    }

    /** Empties the packet buffer, as a stopped device must not deliver. */
    int dropPackets() {
        int dropped = packets;
        packets = 0;
        return dropped;
    }

    void forgetDoorbells() {
        doorbells.clear();
    }

    /** After a reset: the queues are gone, and what was on them. */
    void clear() {
        doorbells.clear();
        posted.clear();
        packets = 0;
    }
}
