package dev.vmig.device;

import dev.vmig.codec.VqCfg;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * The VF's own activity: requests on its queues and packets from the network, one DMA transaction at a time. A
 * transaction starts only while the VF may start one; its effect occurs completely when it lands.
 */
final class VfEngine {
    /** What a transaction is for. */
    @FunctionalInterface
    private interface Request {
        Served serve() throws RingException;
    }

    private final VirtualFunction vf;
    private final VfState state;
    private final VfBus bus;
    private final VfEvents events;
    private final Set<FaultyBehaviour> broken;
    private final VfWork work = new VfWork();
    private Optional<String> trouble = Optional.empty();
    /** Grows with each reset, so that a transaction in the middle of which it happens goes no further. */
    private long life;

    VfEngine(VirtualFunction vf, VfState state, VfBus bus, VfEvents events, Set<FaultyBehaviour> broken) {
        this.vf = vf;
        this.state = state;
        this.broken = broken;
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

    /** DMA of the transaction that completes now. */
    private DmaTransaction dma() {
        long mine = life;
        return new DmaTransaction(vf.space(), () -> mine == life);
    }

    /**
     * Whether a transaction may start: the VF is RUNNING, no stop command and no reset is in flight, and nothing is
     * outstanding.
     */
    private boolean mayStart() {
        return state.mode == DeviceMode.RUNNING && !state.holding && !vf.reset().isGoingOn() && bus.isQuiet();
    }

    void clear() {
        life++;
        work.clear();
        trouble = Optional.empty();
        bus.drop();
    }

    void workOn() {
        while (mayStart()) {
            int rung = work.takeDoorbell(state.effective);
            int queue = rung >= 0 ? rung : work.takeLook(state.effective);
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
        NetShape shape = state.shape;
        if (!shape.isNet()) {
            beginDma(() -> land(queue, () -> new BlockQueues(events, state.effective, dma()).request(queue)));
        } else if (queue == state.effective.controlQueue()) {
            beginDma(() -> land(queue, () -> netQueues().control(queue)));
        } else if (shape.isTransmit(queue)) {
            beginDma(() -> land(queue, () -> netQueues().transmit(queue, writesBack())));
        }
        // The doorbell of a receive queue announces buffers, which asks for nothing.
    }

    private NetQueues netQueues() {
        return new NetQueues(events, state.effective, dma(), broken.contains(FaultyBehaviour.COMPLETES_TWICE));
    }

    /** A correct device returns a buffer in the used ring even if a stop command is in flight. */
    private boolean writesBack() {
        return !(state.holding && broken.contains(FaultyBehaviour.SENT_NOT_WRITTEN_BACK));
    }

    /**
     * Sets DEVICE_NEEDS_RESET (Virtio 1.4, 2.1.1).
     *
     * @return whether there is a vector to notify the driver
     */
    private boolean needsReset() {
        state.effective.status |= DeviceStatus.NEEDS_RESET;
        return state.effective.configMsixVector != VqCfg.NO_VECTOR;
    }

    private boolean receiveNext() {
        byte[] frame = work.takePacket();
        if (frame == null) {
            return false;
        }
        beginDma(() -> land(-1, () -> netQueues().receive(frame)));
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
            return needsReset() && interrupt();
        }
    }

    private boolean interrupt() {
        events.interruptSent(state.mode);
        return true;
    }

    void beginDma(VfBus.Landing landed) {
        Validate.validState(bus.isQuiet(), "VF %d has a transaction outstanding", vf.index());
        events.dmaStarted(state.mode);
        bus.begin(landed, () -> {
            events.settled();
            workOn();
        });
    }
}
