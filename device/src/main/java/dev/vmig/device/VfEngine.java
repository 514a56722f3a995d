package dev.vmig.device;

import dev.vmig.device.memory.GuestAddressSpace;
import java.util.Optional;
import org.apache.commons.lang3.Validate;

/**
 * What a VF does of its own accord: requests on its queues and packets from the network, one DMA transaction at a time. A
 * transaction starts only while the VF may start one; what it is for happens, whole, when it lands.
 */
final class VfEngine {
    /** What a transaction is for. */
    @FunctionalInterface
    private interface Request {
        Served serve() throws RingException;
    }

    private final VirtualFunction vf;
    private final VfBus bus;
    private final VfEvents events;
    private final VfWork work = new VfWork();
    private Optional<String> trouble = Optional.empty();
    /** Grows with each reset, so that a transaction in the middle of which it happens goes no further. */
    private long life;

    VfEngine(VirtualFunction vf, VfBus bus, VfEvents events) {
        this.vf = vf;
        this.bus = bus;
        this.events = events;
    }

    VfWork work() {
        return work;
    }

    /** Why the device needs a reset; nothing if it does not. */
    Optional<String> trouble() {
        return trouble;
    }

    /** DMA of the transaction that lands now. */
    Dma dma(GuestAddressSpace space) {
        long mine = life;
        return new Dma(space, () -> mine == life);
    }

    void clear() {
        life++;
        work.clear();
        trouble = Optional.empty();
        bus.drop();
    }

    void workOn() {
        while (vf.mayStart()) {
            int rung = work.takeDoorbell(vf.effective());
            int queue = rung >= 0 ? rung : work.takeLook(vf.effective());
            if (rung >= 0) {
                events.doorbellServed(rung);
            }
            if (queue >= 0) {
                serve(queue);
            } else if (!receiveNext()) {
                return;
            }
        }
    }

    private void serve(int queue) {
        NetShape shape = vf.effective().shape();
        if (!shape.isNet()) {
            beginDma(() -> land(queue, () -> vf.blockQueues().request(queue)));
        } else if (queue == vf.effective().controlQueue()) {
            beginDma(() -> land(queue, () -> vf.netQueues().control(queue)));
        } else if (shape.isTransmit(queue)) {
            beginDma(() -> land(queue, () -> vf.netQueues().transmit(queue, vf.writesBack())));
        }
        // The doorbell of a receive queue announces buffers, which asks for nothing.
    }

    private boolean receiveNext() {
        byte[] frame = work.takePacket();
        if (frame == null) {
            return false;
        }
        beginDma(() -> land(-1, () -> vf.netQueues().receive(frame)));
        return true;
    }

    /** The end of a transaction: true if an interrupt was sent for it. */
    private boolean land(int queue, Request request) {
        long mine = life;
        try {
            Served served = request.serve();
            if (served.used()) {
                vf.legacy().bufferUsed();
            }
            if (served.more()) {
                work.look(queue);
            }
            return served.interrupt() && interrupt();
        } catch (RingException broken) {
            if (mine != life) {
                return false;
            }
            trouble = Optional.of(broken.toString());
            return vf.needsReset() && interrupt();
        }
    }

    private boolean interrupt() {
        events.interruptSent(vf.mode());
        return true;
    }

    void beginDma(VfBus.Landing landed) {
        Validate.validState(bus.isQuiet(), "VF %d has a transaction outstanding", vf.index());
        events.dmaStarted(vf.mode());
        bus.begin(landed, () -> {
            events.settled();
            workOn();
        });
    }
}
