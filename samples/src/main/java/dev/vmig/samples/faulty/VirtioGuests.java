package dev.vmig.samples.faulty;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.conformance.kit.GuestControl;
import dev.vmig.conformance.kit.GuestView;
import dev.vmig.conformance.kit.GuestWork;
import dev.vmig.conformance.kit.Side;
import dev.vmig.device.ControlCommand;
import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.EthernetFrame;
import dev.vmig.device.VirtualFunction;
import dev.vmig.device.memory.GuestMemory;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * The guest of a simulated network card: sets the card up, configures its filters, sends, receives, and moves to
 * another host.
 */
final class VirtioGuests implements GuestControl, GuestView, GuestWork {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int PATIENCE = 50;
    private static final int PACKETS = 3;
    private static final int WORDS = 4;
    private static final int MULTICAST = 1;
    private static final int UNICAST = 2;
    private static final int RX_MODES = 6;
    private static final int VLANS = 4094;

    private static final List<PciCommonCfgField> OF_DEVICE = List.of(
            PciCommonCfgField.DEVICE_FEATURE_SELECT,
            PciCommonCfgField.DRIVER_FEATURE_SELECT,
            PciCommonCfgField.CONFIG_MSIX_VECTOR,
            PciCommonCfgField.NUM_QUEUES,
            PciCommonCfgField.DEVICE_STATUS,
            PciCommonCfgField.CONFIG_GENERATION,
            PciCommonCfgField.QUEUE_SELECT);
    private static final List<PciCommonCfgField> OF_QUEUE = List.of(
            PciCommonCfgField.QUEUE_SIZE,
            PciCommonCfgField.QUEUE_MSIX_VECTOR,
            PciCommonCfgField.QUEUE_ENABLE,
            PciCommonCfgField.QUEUE_NOTIFY_OFF,
            PciCommonCfgField.QUEUE_DESC,
            PciCommonCfgField.QUEUE_DRIVER,
            PciCommonCfgField.QUEUE_DEVICE);

    private final VirtualFunction source;
    private final VirtualFunction target;
    private final List<VirtualFunction> bystanders;
    private final List<byte[]> bystandersWere;
    private final VirtualTime time;
    private final Random random;
    private final Notes sourceNotes = new Notes();
    private final Notes targetNotes = new Notes();
    private long frames;

    /** The configuration that a guest has made. */
    private static final class Notes {
        private long givenBefore;
        private long doneBefore;
        private long answeredBefore;
        private long commands;
        private long onTheWireBefore;
        private List<Long> addresses = List.of();
        private int vlan;
    }

    VirtioGuests(
            VirtualFunction source,
            VirtualFunction target,
            List<VirtualFunction> bystanders,
            VirtualTime time,
            long seed) {
        this.source = source;
        this.target = target;
        this.bystanders = bystanders;
        this.time = time;
        this.random = new Random(seed);
        this.bystandersWere = bystanders.stream().map(VirtualFunction::snapshot).toList();
    }

    @Override
    public void setUp(Side side, int number) {
        VirtualFunction vf = side.of(source, target);
        vf.initialise();
        Notes notes = side.of(sourceNotes, targetNotes);
        notes.givenBefore = vf.guest().given();
        notes.doneBefore = vf.guest().sent();
        notes.answeredBefore = vf.guest().commandsAnswered();
        notes.commands = 0;
        notes.addresses = List.of();
        notes.onTheWireBefore = onTheWire();
        vf.guest().expectPacketsAbove(frames);
        if (vf.mode() == DeviceMode.RUNNING) {
            configure(vf, notes);
            settle(vf);
        }
    }

    @Override
    public String view(Side side) {
        VirtualFunction vf = side.of(source, target);
        StringJoiner view = new StringJoiner(", ");
        OF_DEVICE.forEach(field -> view.add(field + " " + vf.readCommonCfg(field)));
        long selected = vf.readCommonCfg(PciCommonCfgField.QUEUE_SELECT);
        for (int queue = 0; queue < vf.queues(); queue++) {
            select(vf, PciCommonCfgField.QUEUE_SELECT, queue);
            for (PciCommonCfgField field : OF_QUEUE) {
                view.add("queue " + queue + " " + field + " " + vf.readCommonCfg(field));
            }
        }
        select(vf, PciCommonCfgField.QUEUE_SELECT, selected);
        features(vf, PciCommonCfgField.DEVICE_FEATURE_SELECT, PciCommonCfgField.DEVICE_FEATURE, view);
        features(vf, PciCommonCfgField.DRIVER_FEATURE_SELECT, PciCommonCfgField.DRIVER_FEATURE, view);
        return view.toString();
    }

    private void features(VirtualFunction vf, PciCommonCfgField selector, PciCommonCfgField value, StringJoiner view) {
        long selected = vf.readCommonCfg(selector);
        for (int word = 0; word < WORDS; word++) {
            select(vf, selector, word);
            view.add(value + " " + word + " " + Long.toHexString(vf.readCommonCfg(value)));
        }
        select(vf, selector, selected);
    }

    /** Selects a queue; a function that is being reset ignores writes. */
    private void select(VirtualFunction vf, PciCommonCfgField selector, long value) {
        vf.writeCommonCfg(selector, value);
        for (int tries = 0; tries < PATIENCE && vf.readCommonCfg(selector) != value; tries++) {
            time.pass(MOMENT);
            vf.writeCommonCfg(selector, value);
        }
    }

    @Override
    public void submit(Side side, boolean configure) {
        VirtualFunction vf = side.of(source, target);
        for (int packet = 0; packet < PACKETS; packet++) {
            vf.guest().transmit();
            vf.receivePacket(frame(vf.macAddress(), EthernetFrame.UNTAGGED));
        }
        if (configure) {
            configure(vf, side.of(sourceNotes, targetNotes));
        }
    }

    private void configure(VirtualFunction vf, Notes notes) {
        List<Long> some = List.of(mac(UNICAST), mac(MULTICAST), mac(UNICAST));
        int vlan = 1 + random.nextInt(VLANS - 1);
        List<ControlCommand> commands = List.of(
                new SetMac(mac(UNICAST)),
                new SetMacTable(List.of(some.get(0), some.get(2)), List.of(some.get(1))),
                new SetRxMode(random.nextInt(RX_MODES), random.nextBoolean()),
                new SetVlan(vlan, true));
        for (ControlCommand command : commands) {
            if (vf.guest().control(command)) {
                notes.commands++;
                notes.addresses = command instanceof SetMacTable ? some : notes.addresses;
                notes.vlan = command instanceof SetVlan ? vlan : notes.vlan;
            }
            if (vf.mode() == DeviceMode.RUNNING) {
                settle(vf);
            }
        }
    }

    @Override
    public void move(Side from) {
        VirtualFunction old = from.of(source, target);
        VirtualFunction now = from.of(target, source);
        GuestMemory memory = old.space().memory();
        byte[] page = new byte[GuestMemory.PAGE];
        for (int number = 0; number < memory.pages(); number++) {
            memory.copyPage(number, page);
            now.space().memory().restorePage(number, page);
        }
        old.moveGuestTo(now);
        Notes notes = from.of(sourceNotes, targetNotes);
        Notes taken = from.of(targetNotes, sourceNotes);
        taken.givenBefore = notes.givenBefore;
        taken.doneBefore = notes.doneBefore;
        taken.answeredBefore = notes.answeredBefore;
        taken.commands = notes.commands;
        taken.onTheWireBefore = notes.onTheWireBefore;
        taken.addresses = notes.addresses;
        taken.vlan = notes.vlan;
    }

    @Override
    public Progress finish(Side side) {
        VirtualFunction vf = side.of(source, target);
        Notes notes = side.of(sourceNotes, targetNotes);
        settle(vf);
        String seen = probe(vf, notes);
        List<String> complaints = new ArrayList<>(vf.guest().complaints());
        vf.trouble().ifPresent(complaints::add);
        long sent = vf.guest().sent() - notes.doneBefore;
        long onTheWire = onTheWire() - notes.onTheWireBefore;
        if (sent != onTheWire) {
            complaints.add(sent + " packets were told to be sent, and " + onTheWire + " were");
        }
        long started = vf.counters().startedWhileStopped();
        if (started > 0) {
            complaints.add(started + " DMAs and interrupts began while the device was stopped");
        }
        for (int number = 0; number < bystanders.size(); number++) {
            if (!Arrays.equals(bystanders.get(number).snapshot(), bystandersWere.get(number))) {
                complaints.add("another VF has changed");
            }
        }
        return new Progress(
                vf.guest().given() - notes.givenBefore + notes.commands,
                vf.guest().sent() - notes.doneBefore + vf.guest().commandsAnswered() - notes.answeredBefore,
                seen,
                String.join("; ", complaints));
    }

    /** Packets that either device has sent so far. */
    private long onTheWire() {
        return source.counters().packetsSent() + target.counters().packetsSent();
    }

    private void settle(VirtualFunction vf) {
        vf.guest().service();
        for (int tries = 0; tries < PATIENCE && vf.guest().inFlight() > 0; tries++) {
            time.pass(MOMENT);
            vf.guest().service();
        }
    }

    /** The packets that pass the filters, and the MAC address of the card. */
    private String probe(VirtualFunction vf, Notes notes) {
        StringJoiner seen = new StringJoiner(", ");
        long own = vf.macAddress();
        seen.add("address " + Long.toHexString(own));
        List<byte[]> probes = new ArrayList<>();
        probes.add(frame(own, EthernetFrame.UNTAGGED));
        probes.add(frame(EthernetFrame.BROADCAST, EthernetFrame.UNTAGGED));
        notes.addresses.forEach(address -> probes.add(frame(address, EthernetFrame.UNTAGGED)));
        probes.add(frame(0x1234_5678_9a02L, EthernetFrame.UNTAGGED));
        probes.add(frame(0x1234_5678_9a01L, EthernetFrame.UNTAGGED));
        probes.add(frame(own, notes.vlan));
        probes.add(frame(own, VLANS));
        for (byte[] probe : probes) {
            long before = vf.counters().packetsReceived();
            vf.receivePacket(probe);
            time.pass(MOMENT);
            vf.guest().service();
            seen.add(vf.counters().packetsReceived() > before ? "in" : "out");
        }
        return seen.toString();
    }

    private byte[] frame(long destination, int vlan) {
        return EthernetFrame.of(destination, 0x0042_4242_4202L, vlan, ++frames);
    }

    private long mac(int firstByte) {
        return random.nextLong(1L << 40) << 8 | firstByte;
    }
}
