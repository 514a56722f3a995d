package dev.vmig.device;

import static dev.vmig.codec.PciCommonCfgField.CONFIG_MSIX_VECTOR;
import static dev.vmig.codec.PciCommonCfgField.DEVICE_FEATURE;
import static dev.vmig.codec.PciCommonCfgField.DEVICE_FEATURE_SELECT;
import static dev.vmig.codec.PciCommonCfgField.DEVICE_STATUS;
import static dev.vmig.codec.PciCommonCfgField.DRIVER_FEATURE;
import static dev.vmig.codec.PciCommonCfgField.DRIVER_FEATURE_SELECT;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DESC;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DEVICE;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DRIVER;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_ENABLE;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_MSIX_VECTOR;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_SELECT;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_SIZE;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.Validate;

/**
 * The driver in the guest: it sets the VF up, posts buffers, takes them back, and watches that the device keeps
 * its promises. Its state stands in guest memory, the first of its pages and two for each queue; an object of this class only works
 * on it, so that the guest goes on wherever its memory is.
 *
 * <p>Packets carry numbers, each sent once and received in rising order, see {@link EthernetFrame}.
 */
public final class Guest {
    /** Notes of the driver in the first page, u64 each. */
    private static final int NEXT_NUMBER = 0;

    private static final int SENT = 8;
    private static final int RECEIVED = 16;
    private static final int COMMANDS = 24;
    private static final int PAIRS = 32;

    private static final int SLOTS = 16;
    /** The other slots of a receive queue are for {@link #receiveInto}. */
    private static final int RECEIVE_BUFFERS = 8;
    /** Control commands and requests to a block device need more room. */
    private static final int LARGE_SLOTS = 4;

    private static final int BLOCK_HEADER = 16;
    private static final int BLOCK_OUT = 1;
    private static final int SECTOR_BYTES = 512;

    private static final int NET_HEADER = 12;
    /** Where the indirect table of a slot stands that has one. */
    private static final int INDIRECT = 192;

    private final List<String> complaints = new ArrayList<>();
    private VirtualFunction vf;

    Guest(VirtualFunction vf) {
        this.vf = vf;
    }

    /** Pages that the driver of a VF with this many queues works with. */
    public static int pages(int queues) {
        return 1 + GuestQueue.PAGES * queues;
    }

    void moveTo(VirtualFunction target) {
        vf = target;
    }

    /** What the device did wrong, in the order in which it was noticed. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Packets, or sectors, that the device has told to be done with. */
    public long sent() {
        return note(SENT);
    }

    /** Packets, or sectors, given to the device, whether it is done with them or not. */
    public long given() {
        return note(NEXT_NUMBER);
    }

    /** Packets received. */
    public long received() {
        return note(RECEIVED);
    }

    /** Control commands that the device has answered. */
    public long commandsAnswered() {
        return note(COMMANDS);
    }

    /** Packets and commands that are with the device now. */
    public int inFlight() {
        int inFlight = 0;
        for (int queue = 0; queue < vf.queues(); queue++) {
            if (!vf.isReceiveQueue(queue)) {
                inFlight += queue(queue).inFlight();
            }
        }
        return inFlight;
    }

    /** Resets the device, accepts all features, gives every queue a vector of its own and sets DRIVER_OK (3.1.1). */
    public void initialise() {
        write(DEVICE_STATUS, 0);
        write(DEVICE_STATUS, DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER);
        for (int word = 0; word < 4; word++) {
            write(DEVICE_FEATURE_SELECT, word);
            write(DRIVER_FEATURE_SELECT, word);
            write(DRIVER_FEATURE, vf.readCommonCfg(DEVICE_FEATURE));
        }
        int negotiated = DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER | DeviceStatus.FEATURES_OK;
        write(DEVICE_STATUS, negotiated);
        write(CONFIG_MSIX_VECTOR, 0);
        note(PAIRS, 1);
        for (int queue = 0; queue < vf.queues(); queue++) {
            enable(queue);
        }
        write(DEVICE_STATUS, negotiated | DeviceStatus.DRIVER_OK);
    }

    /** The packets that are received from now on have higher numbers; one that does not is a complaint. */
    public void expectPacketsAbove(long number) {
        for (int queue = 0; queue < vf.queues(); queue++) {
            if (vf.isReceiveQueue(queue)) {
                queue(queue).highestNumber(number);
            }
        }
    }

    private void enable(int index) {
        GuestQueue queue = queue(index);
        queue.reset();
        write(QUEUE_SELECT, index);
        write(QUEUE_SIZE, GuestQueue.SIZE);
        write(QUEUE_MSIX_VECTOR, 1 + index);
        write(QUEUE_DESC, queue.descriptors());
        write(QUEUE_DRIVER, queue.available());
        write(QUEUE_DEVICE, queue.used());
        write(QUEUE_ENABLE, 1);
        if (vf.isReceiveQueue(index)) {
            for (int slot = 0; slot < RECEIVE_BUFFERS; slot++) {
                postReceive(queue, slot);
            }
        }
    }

    private static void postReceive(GuestQueue queue, int slot) {
        queue.first(slot, queue.buffer(slot), queue.slotBytes(), SplitRing.F_WRITE);
        queue.post(slot);
    }

    /**
     * Has the next receive buffer of the first queue end elsewhere, as when it lies in the BAR of a peer: what follows the
     * header and {@code skip} bytes of the frame goes there.
     *
     * @param length how many bytes go there
     * @return false if all buffers are with the device
     */
    public boolean receiveInto(int skip, long address, int length) {
        GuestQueue queue = queue(0);
        int slot = queue.freeSlot();
        if (slot >= 0) {
            queue.first(slot, queue.buffer(slot), NET_HEADER + skip, SplitRing.F_WRITE | SplitRing.F_NEXT);
            queue.second(slot, address, length, SplitRing.F_WRITE);
            queue.post(slot);
        }
        return slot >= 0;
    }

    /**
     * Sends a packet with the next number.
     *
     * @return false if all slots of the queue are with the device
     */
    public boolean transmit() {
        GuestMemory memory = memory();
        long number = note(NEXT_NUMBER);
        int index = 2 * (int) (number % note(PAIRS)) + 1;
        GuestQueue queue = queue(index);
        int slot = queue.freeSlot();
        if (slot < 0) {
            return false;
        }
        long buffer = queue.buffer(slot);
        byte[] frame = EthernetFrame.of(EthernetFrame.BROADCAST, vf.macAddress(), EthernetFrame.UNTAGGED, number);
        memory.write(buffer, new byte[NET_HEADER], 0, NET_HEADER);
        memory.write(buffer + NET_HEADER, frame, 0, frame.length);
        if (slot % 2 == 0) {
            queue.first(slot, buffer, NET_HEADER + frame.length, 0);
        } else {
            long table = buffer + INDIRECT;
            GuestQueue.descriptor(memory, table, buffer, NET_HEADER, SplitRing.F_NEXT, 1);
            GuestQueue.descriptor(memory, table + SplitRing.DESCRIPTOR, buffer + NET_HEADER, frame.length, 0, 0);
            queue.first(slot, table, 2 * SplitRing.DESCRIPTOR, SplitRing.F_INDIRECT);
        }
        queue.post(slot);
        note(NEXT_NUMBER, number + 1);
        vf.ringDoorbell(index);
        return true;
    }

    /**
     * Writes a sector of a block device, the one with the next number.
     *
     * @return false if all slots of the queue are with the device
     */
    public boolean write() {
        long number = note(NEXT_NUMBER);
        int index = (int) (number % vf.queues());
        GuestQueue queue = queue(index);
        int slot = queue.freeSlot();
        if (slot < 0) {
            return false;
        }
        long buffer = queue.buffer(slot);
        long status = buffer + queue.slotBytes() - 1;
        memory().putU32(buffer, BLOCK_OUT);
        memory().putU64(buffer + 8, number);
        memory().putU64(buffer + BLOCK_HEADER, number);
        queue.first(slot, buffer, BLOCK_HEADER + SECTOR_BYTES, SplitRing.F_NEXT);
        queue.second(slot, status, 1, SplitRing.F_WRITE);
        queue.post(slot);
        note(NEXT_NUMBER, number + 1);
        vf.ringDoorbell(index);
        return true;
    }

    /**
     * Gives the device a command on the control queue.
     *
     * @return false if too many commands are with it
     */
    public boolean control(ControlCommand command) {
        Validate.validState(vf.type() == DeviceType.NET, "VF %d: a %s has no control queue", vf.index(), vf.type());
        int index = controlQueue();
        GuestQueue queue = queue(index);
        int slot = queue.freeSlot();
        if (slot < 0) {
            return false;
        }
        byte[] bytes = ControlQueue.encode(command);
        long buffer = queue.buffer(slot);
        long answer = buffer + queue.slotBytes() - 1;
        memory().write(buffer, bytes, 0, bytes.length);
        memory().write(answer, new byte[] {(byte) 0xff}, 0, 1);
        queue.first(slot, buffer, bytes.length, SplitRing.F_NEXT);
        queue.second(slot, answer, 1, SplitRing.F_WRITE);
        queue.post(slot);
        if (command instanceof SetQueuePairs pairs && pairs.pairs() <= vf.queuePairs()) {
            note(PAIRS, pairs.pairs());
        }
        vf.ringDoorbell(index);
        return true;
    }

    /** Takes back what the device has completed, as on an interrupt, and gives it receive buffers again. */
    public void service() {
        for (int index = 0; index < vf.queues(); index++) {
            GuestQueue queue = queue(index);
            while (queue.hasUsed()) {
                int slot = queue.takeUsed();
                if (slot < 0) {
                    complain("queue " + index + ": completed what was not in flight");
                } else {
                    completed(index, queue, slot);
                }
            }
        }
    }

    private void completed(int index, GuestQueue queue, int slot) {
        if (vf.isReceiveQueue(index)) {
            received(index, queue, slot);
        } else if (index == controlQueue()) {
            count(COMMANDS);
            byte[] answer = new byte[1];
            memory().read(queue.buffer(slot) + queue.slotBytes() - 1, answer, 0, 1);
            if (answer[0] != ControlQueue.OK && answer[0] != ControlQueue.ERR) {
                complain("control queue: answered " + (answer[0] & 0xff));
            }
        } else {
            count(SENT);
        }
    }

    private void received(int index, GuestQueue queue, int slot) {
        byte[] frame = new byte[22];
        memory().read(queue.buffer(slot) + NET_HEADER, frame, 0, frame.length);
        if (EthernetFrame.vlan(frame) == EthernetFrame.UNTAGGED) {
            long number = EthernetFrame.number(frame);
            if (number <= queue.highestNumber()) {
                complain("queue %d: packet %d behind %d".formatted(index, number, queue.highestNumber()));
            }
            queue.highestNumber(number);
        }
        count(RECEIVED);
        postReceive(queue, slot);
    }

    private void complain(String what) {
        complaints.add(what);
    }

    private void count(int note) {
        note(note, note(note) + 1);
    }

    private long note(int note) {
        return memory().u64(vf.guestBase() + note);
    }

    private void note(int note, long value) {
        memory().putU64(vf.guestBase() + note, value);
    }

    private GuestQueue queue(int index) {
        long ring = vf.guestBase() + (1L + (long) GuestQueue.PAGES * index) * GuestMemory.PAGE;
        boolean large = index == controlQueue() || vf.type() == DeviceType.BLOCK;
        return new GuestQueue(memory(), ring, large ? LARGE_SLOTS : SLOTS);
    }

    /** The control queue of a network card; -1, which no queue has, of a block device. */
    private int controlQueue() {
        return vf.type() == DeviceType.NET ? vf.queues() - 1 : -1;
    }

    private GuestMemory memory() {
        return vf.space().memory();
    }

    private void write(PciCommonCfgField field, long value) {
        vf.writeCommonCfg(field, value);
    }
}
