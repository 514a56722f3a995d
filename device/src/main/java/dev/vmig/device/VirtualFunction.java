package dev.vmig.device;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.VqCfg;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

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
    private final PciConfigSpace pciConfig;
    private final LegacyRegisters legacy = new LegacyRegisters(this);
    private final VfEngine engine;
    private final Bar bar = new Bar(this);
    private final long seed;
    private @Nullable GuestAddressSpace space;
    private long guestBase;
    private Guest guest = new Guest(this);
    private Traffic traffic;

    private DeviceMode mode = DeviceMode.RUNNING;
    /** Whether a stop command has been seen that is not answered yet: nothing new is started. */
    private boolean holding;

    private final LoadedResources resources = new LoadedResources();
    /** What the parts say. */
    private NetState parts;
    /** What the device works with; differs from {@link #parts} between DEV_PARTS_SET and resume. */
    private NetState effective;

    VirtualFunction(int index, PfConfig config, EventScheduler scheduler) {
        this.index = index;
        this.scheduler = scheduler;
        this.latency = config.latency();
        this.broken = config.broken();
        this.shape = new NetShape(
                config.personality().type(),
                config.queuePairs(),
                config.personality().privateParts(),
                permanentMac(config.seed(), index));
        this.pciConfig = new PciConfigSpace(
                config.personality().type(),
                shape.queues() + 1,
                config.personality().virtioBar());
        this.events = new VfEvents(index);
        this.bus = new VfBus(scheduler, latency);
        this.reset = new VfReset(scheduler, latency);
        this.parts = new NetState(shape);
        this.effective = parts;
        this.engine = new VfEngine(this, bus, events);
        this.seed = config.seed() * 31 + index;
        this.traffic = new Traffic(this, scheduler, seed);
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

    boolean isReceiveQueue(int queue) {
        return shape.isReceive(queue);
    }

    /** The MAC address that it uses, its 6 bytes as a little-endian number. */
    public long macAddress() {
        return effective.control.mac;
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

    /** The guest's driver of this VF. */
    public Guest guest() {
        return guest;
    }

    /** Why the VF has set DEVICE_NEEDS_RESET; nothing if it has not. */
    public Optional<String> trouble() {
        return engine.trouble();
    }

    // Memory.

    /** Where its DMA goes; a small memory of its own if it was not attached to any. */
    public GuestAddressSpace space() {
        if (space == null) {
            space = new GuestAddressSpace(new GuestMemory(Guest.pages(shape.queues())));
        }
        return space;
    }

    /**
     * Gives it the memory of a VM, as the IOMMU of the host does.
     *
     * @param guestBase where the {@link Guest} of this VF has its pages, {@link Guest#pages} of them
     */
    public void attach(GuestAddressSpace memory, long guestBase) {
        space = memory;
        this.guestBase = guestBase;
    }

    long guestBase() {
        return guestBase;
    }

    /** Its registers in guest-physical memory, for the guest and for DMA of peers. */
    public Bar bar() {
        return bar;
    }

    /**
     * The guest and the network go on with the VF at the target of a migration, whose memory has to hold what the memory of
     * this one held.
     */
    public void moveGuestTo(VirtualFunction target) {
        target.guest = guest;
        target.traffic = traffic;
        guest.moveTo(target);
        traffic.moveTo(target);
        guest = new Guest(this);
        traffic = new Traffic(this, scheduler, seed);
    }

    // The guest.

    /** The guest's driver resets the VF and sets it up: all features, all queues, DRIVER_OK. */
    public void initialise() {
        guest.initialise();
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
        engine.workOn();
    }

    /** The guest notifies a queue; accepted in both modes, lost during a function-level reset. */
    public void ringDoorbell(int queue) {
        Objects.checkIndex(queue, shape.queues());
        if (!reset.isGoingOn()) {
            events.doorbellRung(queue);
            engine.work().ring(queue);
            engine.workOn();
        }
    }

    /** A packet arrives from the network, see {@link EthernetFrame}. */
    public void receivePacket(byte[] frame) {
        EthernetFrame.requireWhole(frame);
        boolean accepts = shape.isNet()
                && mode == DeviceMode.RUNNING
                && !reset.isGoingOn()
                && effective.isLive(0)
                && ReceiveFilter.accepts(effective, frame);
        if (accepts && engine.work().offerPacket(frame)) {
            engine.workOn();
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
        reset.endLater(whenDone); // There is nothing to work on: what comes during a reset is lost.
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
        legacy.reset();
        parts = new NetState(shape);
        effective = parts;
        resources.clear();
        engine.clear();
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
        engine.workOn();
    }

    void stop() {
        if (mode == DeviceMode.STOPPED) {
            return;
        }
        enter(DeviceMode.STOPPED);
        events.packetsDropped(engine.work().dropPackets());
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
            whileStillStopped(() -> engine.beginDma(() -> false));
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
     * Parts that were set take effect, and every queue is looked at: a doorbell may have been rung while it was stopped,
     * here or at the source of a migration.
     */
    void resume() {
        if (mode == DeviceMode.RUNNING) {
            return;
        }
        effective = parts;
        if (broken.contains(FaultyBehaviour.DOORBELL_LOST_ON_RESUME)) {
            engine.work().forgetDoorbells();
        } else {
            IntStream.range(0, shape.queues()).forEach(engine.work()::look);
        }
        enter(DeviceMode.RUNNING);
        engine.workOn();
    }

    /** Gives private parts another value, all the same one, as a device at work does; a stopped one changes nothing. */
    public void changePrivateParts(long number, int... changed) {
        if (mode == DeviceMode.RUNNING) {
            byte[] value = shape.privateParts().value(number);
            for (int part : changed) {
                effective.privateValues[part] = value;
            }
        }
    }

    /** What stands behind the parts that it was given. */
    LoadedResources resources() {
        return resources;
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

    // For its engine.

    boolean mayStart() {
        return mode == DeviceMode.RUNNING && !holding && !reset.isGoingOn() && bus.isQuiet();
    }

    /** The state that it works with. */
    NetState effective() {
        return effective;
    }

    NetQueues netQueues() {
        return new NetQueues(events, effective, engine.dma(space()), broken.contains(FaultyBehaviour.COMPLETES_TWICE));
    }

    BlockQueues blockQueues() {
        return new BlockQueues(events, effective, engine.dma(space()));
    }

    /** A sound device writes back what it has done, whatever is waiting. */
    boolean writesBack() {
        return !(holding && broken.contains(FaultyBehaviour.SENT_NOT_WRITTEN_BACK));
    }

    /**
     * It cannot go on without a reset (Virtio 1.4, 2.1.1).
     *
     * @return whether it has a vector to tell the driver
     */
    boolean needsReset() {
        effective.status |= DeviceStatus.NEEDS_RESET;
        return effective.configMsixVector != VqCfg.NO_VECTOR;
    }

    /** The device configuration space, see {@link NetConfig}. */
    byte[] deviceConfig() {
        return shape.isNet() ? NetConfig.of(effective) : new byte[0];
    }
}
