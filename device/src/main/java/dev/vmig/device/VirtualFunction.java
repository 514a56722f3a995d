package dev.vmig.device;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PciCommonCfgField;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * One simulated virtio VF: its guest side (doorbells, configuration, traffic), its PCI side (function-level reset) and
 * what an observer may know. The owner's side comes through the admin virtqueue of its {@link PhysicalFunction}.
 *
 * <p>It starts a DMA only while it is RUNNING, no stop command is waiting for it, no reset is going on and nothing else is
 * outstanding.
 */
public final class VirtualFunction {
    private final int index;
    private final EventScheduler scheduler;
    private final LatencyModel latency;
    private final Set<FaultyBehaviour> broken;
    private final NetShape shape;
    private final VfEvents events;
    private final VfBus bus;
    private final VfReset reset;
    private final VfWork work = new VfWork();
    private final PciConfigSpace pciConfig;
    private final LegacyRegisters legacy = new LegacyRegisters(this);
    private final Traffic traffic;

    private DeviceMode mode = DeviceMode.RUNNING;
    /** Whether a stop command has been seen that is not answered yet: nothing new is started. */
    private boolean holding;
    /** What the parts say. */
    private NetState parts;
    /** What the device works with; differs from {@link #parts} between DEV_PARTS_SET and resume. */
    private NetState effective;

    VirtualFunction(int index, PfConfig config, EventScheduler scheduler) {
        this.index = index;
        this.scheduler = scheduler;
        this.latency = config.latency();
        this.broken = config.broken();
        this.shape = new NetShape(config.personality().type(), config.queuePairs(), permanentMac(config.seed(), index));
        this.pciConfig = new PciConfigSpace(
                config.personality().type(),
                shape.queues() + 1,
                config.personality().virtioBar());
        this.events = new VfEvents(index);
        this.bus = new VfBus(scheduler, latency);
        this.reset = new VfReset(scheduler, latency);
        this.parts = new NetState(shape);
        this.effective = parts;
        this.traffic = new Traffic(this, scheduler, config.seed() * 31 + index);
    }

    /** Locally administered, unicast: first byte 02. The seed tells the hosts apart. */
    private static long permanentMac(long seed, int index) {
        return 0x02 | (seed & 0xffff) << 16 | ((long) index & 0xffff) << 32;
    }

    /** Index of the VF, from 0; its member id is one more. */
    public int index() {
        return index;
    }

    /** The mode that the last DEV_MODE_SET, or reset, left it in. */
    public DeviceMode mode() {
        return mode;
    }

    /** Whether a DMA or an interrupt is outstanding. */
    public boolean isQuiet() {
        return bus.isQuiet();
    }

    /** Virtqueues, whether in use or not. */
    public int queues() {
        return shape.queues();
    }

    /** What kind of device it is. */
    public DeviceType type() {
        return shape.type();
    }

    /** Receive and transmit pairs, whether in use or not; request queues of a block device. */
    public int queuePairs() {
        return shape.queuePairs();
    }

    /** The parts as DEV_PARTS_GET of ALL would return them now. */
    public byte[] snapshot() {
        return PartsImage.of(parts);
    }

    /** The parts as text, one line each. */
    public String describe() {
        return PartsImage.describe(snapshot());
    }

    /** What it has done so far. */
    public VfCounters counters() {
        return events.counters();
    }

    /** Adds an observer. */
    public void observe(VfObserver observer) {
        events.add(observer);
    }

    /** The guest and the network at work. */
    public Traffic traffic() {
        return traffic;
    }

    // The guest.

    /** The guest's driver resets the VF and sets it up: all features, all queues, DRIVER_OK. */
    public void initialise() {
        new GuestDriver(this).initialise();
    }

    /** Reads a field of the common configuration; the same in both modes. */
    public long readCommonCfg(PciCommonCfgField field) {
        return CommonConfig.read(parts, field);
    }

    /**
     * Writes a field of the common configuration; the same in both modes, lost during a function-level reset. Zero into
     * DEVICE_STATUS resets the device, which leaves its mode alone. A field that is read-only stays as it is.
     *
     * @param value unsigned; it must fit the field
     */
    public void writeCommonCfg(PciCommonCfgField field, long value) {
        Validate.isTrue(
                field.length() == 8 || value >>> (8 * field.length()) == 0,
                "%s: 0x%x (expected: %d bytes)",
                field,
                value,
                field.length());
        if (reset.isGoingOn()) {
            return;
        }
        if (field == PciCommonCfgField.DEVICE_STATUS && value == 0) {
            boolean outstanding = !bus.isQuiet();
            toDefaults();
            if (outstanding) {
                events.settled();
            }
        } else {
            CommonConfig.write(parts, field, value);
        }
        workOn();
    }

    /** The guest notifies a queue; accepted in both modes, lost during a function-level reset. */
    public void ringDoorbell(int queue) {
        Objects.checkIndex(queue, shape.queues());
        if (!reset.isGoingOn()) {
            events.doorbellRung(queue);
            work.ring(queue);
            workOn();
        }
    }

    /** The guest posts a command on the control queue, which a network card has, and notifies it. */
    public void sendControl(ControlCommand command) {
        Validate.validState(shape.isNet(), "VF %d: a %s has no control queue", index, shape.type());
        if (!reset.isGoingOn()) {
            work.post(command);
            ringDoorbell(shape.controlQueue());
        }
    }

    /** A packet arrives from the network. */
    public void receivePacket() {
        boolean accepts = shape.isNet() && mode == DeviceMode.RUNNING && !reset.isGoingOn() && effective.isLive(0);
        if (accepts && work.offerPacket()) {
            workOn();
        } else {
            events.packetsDropped(1);
        }
    }

    // PCI.

    /** The PCI configuration space; the same in both modes. */
    public PciConfigSpace pciConfig() {
        return pciConfig;
    }

    /**
     * Writes 16 bits to a BAR of the VF. The only place that listens, if the device has one, is the legacy doorbell; the
     * guest's registers have methods of their own.
     */
    public void writeBar(int bar, long offset, int value) {
        if (pciConfig.barSize(0) == 0
                && bar == LegacyCommands.DOORBELL_BAR
                && offset == LegacyCommands.DOORBELL_OFFSET) {
            legacy.notifyQueue(value);
        }
    }

    /**
     * Resets the function (PCIe function-level reset): parts at default, mode RUNNING, nothing
     * outstanding. Admin commands for it are answered when it has ended.
     *
     * @param whenDone runs when it has ended, within this call if the latency model gives a reset no time
     */
    public void functionLevelReset(Runnable whenDone) {
        reset.begin();
        pciConfig.reset();
        toDefaults();
        enter(DeviceMode.RUNNING);
        events.reset();
        reset.endLater(() -> {
            workOn();
            whenDone.run();
        });
    }

    /**
     * Takes the function away for good, as if it had been pulled out: nothing is outstanding, nothing that the guest does
     * has an effect, and its member id is no longer one.
     */
    public void disappear() {
        toDefaults();
        enter(DeviceMode.RUNNING);
        events.reset();
        reset.remove();
    }

    private void toDefaults() {
        work.clear();
        legacy.reset();
        parts = new NetState(shape);
        effective = parts;
        bus.drop();
    }

    private void enter(DeviceMode next) {
        if (mode != next) {
            mode = next;
            events.modeChanged(next);
        }
    }

    // The owner.

    NetState parts() {
        return parts;
    }

    LegacyRegisters legacy() {
        return legacy;
    }

    VfReset reset() {
        return reset;
    }

    VfBus bus() {
        return bus;
    }

    /** A stop command has been seen, or what it led to is over. */
    void hold(boolean on) {
        holding = on;
        workOn();
    }

    void stop() {
        if (mode == DeviceMode.STOPPED) {
            return;
        }
        enter(DeviceMode.STOPPED);
        events.packetsDropped(work.dropPackets());
        misbehaveWhileStopped();
    }

    private void misbehaveWhileStopped() {
        if (broken.contains(FaultyBehaviour.INTERRUPT_WHILE_STOPPED)) {
            whileStillStopped(() -> {
                events.interruptSent(mode);
                bus.interrupt(events::settled);
            });
        }
        if (broken.contains(FaultyBehaviour.DMA_WHILE_STOPPED)) {
            whileStillStopped(() -> beginDma(() -> false));
        }
    }

    private void whileStillStopped(Runnable misdeed) {
        scheduler.after(latency.dmaNanos(), () -> {
            if (mode == DeviceMode.STOPPED && bus.isQuiet()) {
                misdeed.run();
            }
        });
    }

    /**
     * Parts that were set take effect, and what came in while it was stopped is served. Only the control queue is looked at
     * as if notified: what is on the other queues stands in guest memory, which this device has none of.
     */
    void resume() {
        if (mode == DeviceMode.RUNNING) {
            return;
        }
        effective = parts;
        if (broken.contains(FaultyBehaviour.DOORBELL_LOST_ON_RESUME)) {
            work.forgetDoorbells();
        } else if (work.hasPosted()) {
            work.ring(shape.controlQueue());
        }
        enter(DeviceMode.RUNNING);
        workOn();
    }

    /** Replaces parts, all that are given or none. */
    void setParts(PartCursor given) throws CommandRefused {
        NetState next = parts.copy();
        try {
            new PartsApplication(next).applyAll(given);
        } catch (CommandRefused refused) {
            if (broken.contains(FaultyBehaviour.SET_HALF_APPLIED)) {
                parts = next;
            }
            throw refused;
        }
        parts = next;
        events.partsSet();
    }

    // Its own doings.

    private boolean mayStart() {
        return mode == DeviceMode.RUNNING && !holding && !reset.isGoingOn() && bus.isQuiet();
    }

    private void workOn() {
        while (mayStart()) {
            int queue = work.takeDoorbell(effective);
            if (queue >= 0) {
                serve(queue);
            } else if (work.takePacket()) {
                beginDma(() -> {
                    events.packetReceived();
                    return interrupts(0);
                });
            } else {
                return;
            }
        }
    }

    private void serve(int queue) {
        events.doorbellServed(queue);
        if (queue == shape.controlQueue()) {
            if (work.hasPosted()) {
                serveControl(queue);
            }
        } else if (shape.isTransmit(queue)) {
            beginDma(() -> interrupts(queue));
        }
        // The doorbell of a receive queue announces buffers, which asks for nothing.
    }

    private void serveControl(int queue) {
        ControlCommand command = work.takePosted();
        if (work.hasPosted()) {
            work.ring(queue);
        }
        beginDma(() -> {
            ControlUnit.carryOut(command, effective);
            events.controlCommandDone();
            return interrupts(queue);
        });
    }

    private void beginDma(VfBus.Landing landed) {
        Validate.validState(bus.isQuiet(), "VF %d has a transaction outstanding", index);
        events.dmaStarted(mode);
        bus.begin(landed, () -> {
            events.settled();
            workOn();
        });
    }

    /** Sends the interrupt of a queue if it has a vector. */
    private boolean interrupts(int queue) {
        legacy.bufferUsed();
        boolean wanted = effective.queue(queue).raisesInterrupts();
        if (wanted) {
            events.interruptSent(mode);
        }
        return wanted;
    }
}
