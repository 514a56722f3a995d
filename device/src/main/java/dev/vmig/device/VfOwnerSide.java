package dev.vmig.device;

import dev.vmig.codec.PartCursor;
import java.util.Set;
import java.util.stream.IntStream;

/** What the admin commands of the owner do to a VF: stop and resume it, and replace its parts. */
final class VfOwnerSide {
    private final VfState state;
    private final VfEngine engine;
    private final VfBus bus;
    private final VfEvents events;
    private final Set<FaultyBehaviour> broken;
    private final LoadedResources resources = new LoadedResources();

    VfOwnerSide(VfState state, VfEngine engine, VfBus bus, VfEvents events, Set<FaultyBehaviour> broken) {
        this.state = state;
        this.engine = engine;
        this.bus = bus;
        this.events = events;
        this.broken = broken;
    }

    /** A stop command is in flight, or has completed. */
    void hold(boolean on) {
        state.holding = on;
        engine.workOn();
    }

    void stop() {
        if (state.mode == DeviceMode.STOPPED) {
            return;
        }
        enter(DeviceMode.STOPPED);
        events.packetsDropped(engine.work().dropPackets());
        if (broken.contains(FaultyBehaviour.INTERRUPT_WHILE_STOPPED)) {
            whileStillStopped(() -> {
                events.interruptSent(state.mode);
                bus.interrupt(events::settled);
            });
        }
        if (broken.contains(FaultyBehaviour.DMA_WHILE_STOPPED)) {
            whileStillStopped(() -> engine.beginDma(() -> false));
        }
    }

    private void whileStillStopped(Runnable misdeed) {
        bus.afterDmaTime(() -> {
            if (state.mode == DeviceMode.STOPPED && bus.isQuiet()) {
                misdeed.run();
            }
        });
    }

    /**
     * Puts the parts into effect and looks at every queue: a doorbell may have been rung while the VF was stopped, here or
     * at the source of a migration.
     */
    void resume() {
        if (state.mode == DeviceMode.RUNNING) {
            return;
        }
        state.effective = state.parts;
        if (broken.contains(FaultyBehaviour.DOORBELL_LOST_ON_RESUME)) {
            engine.work().forgetDoorbells();
        } else {
            IntStream.range(0, state.shape.queues()).forEach(engine.work()::look);
        }
        enter(DeviceMode.RUNNING);
        engine.workOn();
    }

    void enter(DeviceMode next) {
        if (state.mode != next) {
            state.mode = next;
            events.modeChanged(next);
        }
    }

    /** Replaces all of the given parts, or none. */
    void setParts(PartCursor given) throws CommandRefused {
        NetState next = state.parts.copy();
        try {
            new PartsApplication(next).applyAll(given);
        } catch (CommandRefused refused) {
            if (broken.contains(FaultyBehaviour.SET_HALF_APPLIED)) {
                state.parts = next;
            }
            throw refused;
        }
        state.parts = next;
        events.partsSet();
    }

    /** The resources that the parts have allocated. */
    LoadedResources resources() {
        return resources;
    }
}
