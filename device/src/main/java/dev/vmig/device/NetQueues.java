package dev.vmig.device;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a VF does with its virtqueues: one request at a time, from the descriptors in guest memory to the used ring (Virtio
 * 1.4, 5.1.6).
 */
record NetQueues(VfEvents events, NetState state, DmaTransaction dma, boolean completesTwice) {
    /** virtio_net_hdr, with num_buffers if VERSION_1 or MRG_RXBUF was negotiated (Virtio 1.4, 5.1.6.1). */
    private static final int HEADER = 12;

    private static final int LEGACY_HEADER = 10;
    private static final int NUM_BUFFERS = 10;

    /** Sends the next packet of a transmit queue, and completes it in the used ring unless the ring is broken. */
    Served transmit(int queue, boolean writesBack) throws RingException {
        SplitRing ring = ring(queue);
        Optional<Chain> next = ring.next();
        if (next.isEmpty()) {
            return Served.NOTHING;
        }
        byte[] buffer = next.get().gather(dma);
        if (buffer.length > header()) {
            events.packetSent(Arrays.copyOfRange(buffer, header(), buffer.length));
        }
        return writesBack ? complete(queue, ring, next.get(), 0) : Served.NOTHING;
    }

    /** Carries out the next command of the control queue. */
    Served control(int queue) throws RingException {
        SplitRing ring = ring(queue);
        Optional<Chain> next = ring.next();
        if (next.isEmpty()) {
            return Served.NOTHING;
        }
        Optional<ControlCommand> command = ControlQueue.decode(next.get().gather(dma));
        boolean done = command.isPresent() && ControlQueue.carryOut(command.get(), state);
        if (done) {
            events.controlCommandDone();
        }
        boolean answered = next.get().scatter(dma, new byte[] {done ? ControlQueue.OK : ControlQueue.ERR});
        return complete(queue, ring, next.get(), answered ? 1 : 0);
    }

    /** Puts a packet into the next buffer of a receive queue; without a buffer that is large enough it is dropped. */
    Served receive(byte[] frame) throws RingException {
        int queue = 2 * Math.floorMod(EthernetFrame.number(frame), state.control.queuePairs);
        Optional<Chain> next = state.isLive(queue) ? ring(queue).next() : Optional.empty();
        byte[] buffer = new byte[header() + frame.length];
        if (header() == HEADER) {
            buffer[NUM_BUFFERS] = 1;
        }
        System.arraycopy(frame, 0, buffer, header(), frame.length);
        if (next.isEmpty() || !next.get().scatter(dma, buffer)) {
            events.packetsDropped(1);
            return Served.NOTHING;
        }
        events.packetReceived();
        return complete(queue, ring(queue), next.get(), buffer.length).andNoMore();
    }

    private Served complete(int queue, SplitRing ring, Chain chain, int written) throws RingException {
        ring.complete(chain, written);
        if (completesTwice) {
            ring.complete(chain, written);
            return new Served(true, state.queue(queue).raisesInterrupts(), false);
        }
        return Served.completed(ring, state.queue(queue));
    }

    private SplitRing ring(int queue) {
        return new SplitRing(state.queue(queue), dma);
    }

    private int header() {
        return state.hasFeature(NetShape.F_VERSION_1) || state.hasFeature(NetShape.F_MRG_RXBUF)
                ? HEADER
                : LEGACY_HEADER;
    }
}
