package dev.vmig.device;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.Validate;
import org.jspecify.annotations.Nullable;

/**
 * One simulated virtio VF as its guest and its PCI bus see it: doorbells, configuration, packets, function-level reset. The
 * owner's admin commands act on it through {@link VfOwnerSide}, and {@link VfEngine} does its work.
 */
public final class VirtualFunction {
    private final int index;
    private final EventScheduler scheduler;
    private final long seed;
    private final VfState state;
    private final VfEvents events;
    private final VfBus bus;
    private final VfReset reset;
    private final VfEngine engine;
    private final VfOwnerSide ownerSide;
    private final PciConfigSpace pciConfig;
    private final LegacyRegisters legacy = new LegacyRegisters(this);
    private final Bar bar = new Bar(this);
    private @Nullable GuestAddressSpace space;
    private long guestBase;
    private Guest guest = new Guest(this);
    private Traffic traffic;

    VirtualFunction(int index, PfConfig config, EventScheduler scheduler) {
        DevicePersonality personality = config.personality();
        this.index = index;
        this.scheduler = scheduler;
        this.seed = config.seed() * 31 + index;
        this.state = new VfState(new NetShape(
                personality.type(),
                config.queuePairs(),
                personality.privateParts(),
                permanentMac(config.seed(), index)));
        this.events = new VfEvents(index);
        this.bus = new VfBus(scheduler, config.latency());
        this.reset = new VfReset(scheduler, config.latency());
        this.engine = new VfEngine(this, state, bus, events, config.broken());
        this.ownerSide = new VfOwnerSide(state, engine, bus, events, config.broken());
        this.pciConfig = new PciConfigSpace(personality.type(), state.shape.queues() + 1, personality.virtioBar());
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
        return state.mode;
    }

    /** Whether a DMA or an interrupt is outstanding. */
    public boolean isQuiet() {
        return bus.isQuiet();
    }

    /** Virtqueues, whether in use or not. */
    public int queues() {
        return state.shape.queues();
    }

    /** What kind of device it is. */
    public DeviceType type() {
        return state.shape.type();
    }

    /** Receive and transmit pairs, whether in use or not; request queues of a block device. */
    public int queuePairs() {
        return state.shape.queuePairs();
    }

    /** The MAC address that it uses, its 6 bytes as a little-endian number. */
    public long macAddress() {
        return state.effective.control.mac;
    }

    /** The parts as DEV_PARTS_GET of ALL would return them now. */
    public byte[] snapshot() {
        return PartsImage.of(state.parts);
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
            space = new GuestAddressSpace(new GuestMemory(Guest.pages(state.shape.queues())));
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
        return CommonConfig.read(state.parts, field);
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
            CommonConfig.write(state.parts, field, value);
        }
        engine.workOn();
    }

    /** The guest notifies a queue; accepted in both modes, lost during a function-level reset. */
    public void ringDoorbell(int queue) {
        Objects.checkIndex(queue, state.shape.queues());
        if (!reset.isGoingOn()) {
            events.doorbellRung(queue);
            engine.work().ring(queue);
            engine.workOn();
        }
    }

    /** A packet arrives from the network, see {@link EthernetFrame}. */
    public void receivePacket(byte[] frame) {
        EthernetFrame.requireWhole(frame);
        boolean accepts = state.shape.isNet()
                && state.mode == DeviceMode.RUNNING
                && !reset.isGoingOn()
                && state.effective.isLive(0)
                && ReceiveFilter.accepts(state.effective, frame);
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
        if (pciConfig.barSize(0) == 0 && bar == LegacyAccess.DOORBELL_BAR && offset == LegacyAccess.DOORBELL_OFFSET) {
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
        ownerSide.enter(DeviceMode.RUNNING);
        events.reset();
        reset.endLater(whenDone); // Work that arrives during a reset is lost.
    }

    /**
     * Takes the function away for good, as if it had been pulled out: nothing is outstanding, nothing that the guest does
     * has an effect, and its member id is no longer one.
     */
    public void disappear() {
        toDefaults();
        ownerSide.enter(DeviceMode.RUNNING);
        events.reset();
        reset.remove();
    }

    private void toDefaults() {
        legacy.reset();
        state.toDefaults();
        ownerSide.resources().clear();
        engine.clear();
    }

    /** Sets private parts to a value, as a working device does; a stopped device changes nothing. */
    public void changePrivateParts(long number, int... changed) {
        if (state.mode == DeviceMode.RUNNING) {
            byte[] value = state.shape.privateParts().value(number);
            for (int part : changed) {
                state.effective.privateValues[part] = value;
            }
        }
    }

    // For the other classes of the package.

    VfOwnerSide ownerSide() {
        return ownerSide;
    }

    NetState parts() {
        return state.parts;
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

    boolean isReceiveQueue(int queue) {
        return state.shape.isReceive(queue);
    }

    long guestBase() {
        return guestBase;
    }

    /** The device configuration space, see {@link NetConfigField}. */
    byte[] deviceConfig() {
        return state.shape.isNet() ? NetConfigField.bytes(state.effective) : new byte[0];
    }
}
