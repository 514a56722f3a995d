package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartType;
import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** The control queue parts of a net device, and what is in no part (Virtio 1.4, 5.1.8.1 and 2.14.2). */
class ControlPartsTest {

    @Property(tries = 60)
    @Tag("DP-TXT-21")
    void playedBackAsControlCommandsThePartsGiveTheSameState(@ForAll long seed) {
        NetShape shape = new NetShape(DeviceType.NET, 4, 0x02);
        NetState source = new NetState(shape);
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            ControlQueue.carryOut(command(random), source);
        }
        NetState target = new NetState(shape);
        byte[] image = PartsImage.of(source);
        PartCursor part = new PartCursor().wrap(image, 0, image.length);
        while (part.next()) {
            if (PartType.of(part.type()) == PartType.NET_CVQ_CFG) {
                byte[] value = Arrays.copyOfRange(image, part.valueOffset(), part.valueOffset() + part.length());
                commands(part.selector(), value).forEach(command -> ControlQueue.carryOut(command, target));
            }
        }
        target.configGeneration = source.configGeneration; // Not of the control queue.
        assertThat(PartsImage.describe(PartsImage.of(target))).isEqualTo(PartsImage.describe(image));
    }

    private static ControlCommand command(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new SetRxMode(random.nextInt(6), random.nextBoolean());
            case 1 ->
                new SetMacTable(
                        random.longs(random.nextInt(5), 0, 1L << 48).boxed().toList(),
                        random.longs(random.nextInt(5), 0, 1L << 48).boxed().toList());
            case 2 -> new SetMac(random.nextLong() >>> 16);
            case 3 -> new SetVlan(random.nextInt(4096), random.nextInt(4) != 0);
            default -> new SetQueuePairs(1 + random.nextInt(4));
        };
    }

    /** The value of a part as the data of the command that its selector names (5.1.6.5). */
    private static List<ControlCommand> commands(long selector, byte[] value) {
        int number = PartSelector.netCommand(selector);
        List<ControlCommand> commands = new ArrayList<>();
        switch (PartSelector.netClass(selector)) {
            case 0 -> commands.add(new SetRxMode(number, value[0] == 1));
            case 1 -> {
                if (number == 1) {
                    commands.add(new SetMac(mac(value, 0)));
                } else {
                    int unicast = (int) LittleEndian.u32(value, 0);
                    int multicast = (int) LittleEndian.u32(value, 4 + 6 * unicast);
                    commands.add(new SetMacTable(macs(value, 4, unicast), macs(value, 8 + 6 * unicast, multicast)));
                }
            }
            case 2 -> BitSet.valueOf(value).stream().forEach(id -> commands.add(new SetVlan(id, true)));
            default -> commands.add(new SetQueuePairs(LittleEndian.u16(value, 0)));
        }
        return commands;
    }

    private static List<Long> macs(byte[] value, int at, int count) {
        List<Long> macs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            macs.add(mac(value, at + 6 * i));
        }
        return macs;
    }

    private static long mac(byte[] value, int at) {
        return LittleEndian.u32(value, at) | (long) LittleEndian.u16(value, at + 4) << 32;
    }

    @Property(tries = 60)
    @Tag("DP-TXT-22")
    void pciConfigurationSpaceIsInNoPart(@ForAll long seed) {
        Rig rig = Rig.ready(PfConfig.of(1).withLatency(LatencyModel.NONE));
        rig.createObjects(0);
        rig.stop(0);
        PciConfigSpace pci = rig.pf.vf(0).pciConfig();
        byte[] before = rig.getAll(0);
        Random random = new Random(seed);
        for (int at = 0; at < PciConfigSpace.LENGTH; at++) {
            pci.write(at, random.nextInt());
        }
        assertThat(rig.getAll(0)).isEqualTo(before);
        byte[] space = bytes(pci);
        rig.ok(Cmd.set(1, Rig.setId(0), before));
        rig.resume(0);
        assertThat(bytes(pci)).as("a SET leaves it alone").isEqualTo(space);
    }

    @Property(tries = 30)
    @Tag("DP-DEV-16")
    void pciConfigurationSpaceAndItsResetAreTheSameInBothModes(@ForAll long seed) {
        Rig rig = Rig.ready(PfConfig.of(2).withLatency(LatencyModel.NONE));
        rig.stop(1);
        Random random = new Random(seed);
        byte[] defaults = bytes(rig.pf.vf(0).pciConfig());
        for (int at = 0; at < PciConfigSpace.LENGTH; at++) {
            int value = random.nextInt();
            rig.pf.vf(0).pciConfig().write(at, value);
            rig.pf.vf(1).pciConfig().write(at, value);
        }
        assertThat(bytes(rig.pf.vf(1).pciConfig())).isEqualTo(bytes(rig.pf.vf(0).pciConfig()));
        for (VirtualFunction vf : rig.pf.vfs()) {
            vf.functionLevelReset(() -> {});
            assertThat(bytes(vf.pciConfig())).isEqualTo(defaults);
        }
    }

    private static byte[] bytes(PciConfigSpace pci) {
        byte[] bytes = new byte[PciConfigSpace.LENGTH];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) pci.read(at);
        }
        return bytes;
    }
}
