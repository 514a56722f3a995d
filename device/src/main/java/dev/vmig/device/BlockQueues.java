package dev.vmig.device;

import dev.vmig.codec.LittleEndian;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a block device does with its request queues (Virtio 1.4, 5.2.6): a header of 16 bytes (type u32, reserved u32,
 * sector u64), data, and a status byte at the end. What is written is told to the observers; reading gives zeros, as the
 * disk is not part of the simulation.
 */
record BlockQueues(VfEvents events, NetState state, DmaTransaction dma) {
    private static final int HEADER = 16;
    private static final int SECTOR = 8;
    private static final int T_IN = 0;
    private static final int T_OUT = 1;
    private static final int T_FLUSH = 4;
    private static final byte S_OK = 0;
    private static final byte S_UNSUPP = 2;

    /** Serves the next request of a queue. */
    Served request(int queue) throws RingException {
        SplitRing ring = new SplitRing(state.queue(queue), dma);
        Optional<Chain> next = ring.next();
        if (next.isEmpty()) {
            return Served.NOTHING;
        }
        byte[] readable = next.get().gather(dma);
        byte[] answer = new byte[Chain.bytes(next.get().writable())];
        if (readable.length < HEADER || answer.length == 0) {
            throw new RingException("a request of %d bytes to read and %d to write (expected: at least 16 and 1)"
                    .formatted(readable.length, answer.length));
        }
        answer[answer.length - 1] = serve(readable);
        next.get().scatter(dma, answer);
        ring.complete(next.get(), answer.length);
        return Served.completed(ring, state.queue(queue));
    }

    private byte serve(byte[] request) {
        long type = LittleEndian.u32(request, 0);
        if (type == T_OUT) {
            events.blockWritten(LittleEndian.u64(request, SECTOR), Arrays.copyOfRange(request, HEADER, request.length));
        }
        return type == T_IN || type == T_OUT || type == T_FLUSH ? S_OK : S_UNSUPP;
    }
}
