package dev.vmig.device;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a VF has to do once it may: queues to look at, since they were notified or may hold more, and packets to deliver. */
final class VfWork {
    /** Packets that a VF holds while its bus is busy; more are dropped. */
    private static final int PACKET_BUFFER = 32;

    private final BitSet doorbells = new BitSet();
    private final BitSet looks = new BitSet();
    private final Deque<byte[]> packets = new ArrayDeque<>();

    void ring(int queue) {
        doorbells.set(queue);
    }

    /** The queue may hold requests without a doorbell. */
    void look(int queue) {
        looks.set(queue);
    }

    /** Takes a packet from the network, if there is room. */
    boolean offerPacket(byte[] frame) {
        return packets.size() < PACKET_BUFFER && packets.add(frame);
    }

    /** The lowest queue that has been notified and is live, or -1. The doorbell counts as served. */
    int takeDoorbell(NetState state) {
        return take(doorbells, state);
    }

    /** The lowest live queue that may hold requests, or -1. */
    int takeLook(NetState state) {
        return take(looks, state);
    }

    private static int take(BitSet queues, NetState state) {
        for (int queue = queues.nextSetBit(0); queue >= 0; queue = queues.nextSetBit(queue + 1)) {
            if (state.isLive(queue)) {
                queues.clear(queue);
                return queue;
            }
        }
        return -1;
    }

    byte @Nullable [] takePacket() {
        return packets.poll();
    }

    /** Empties the packet buffer, as a stopped device must not deliver. */
    int dropPackets() {
        int dropped = packets.size();
        packets.clear();
        return dropped;
    }

    void forgetDoorbells() {
        doorbells.clear();
        looks.clear();
    }

    /** After a reset: the queues are gone, and what was on them. */
    void clear() {
        forgetDoorbells();
        packets.clear();
    }
}
