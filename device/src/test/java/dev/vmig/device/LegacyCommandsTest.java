package dev.vmig.device;

import static dev.vmig.codec.LegacyCommonCfgField.CONFIG_MSIX_VECTOR;
import static dev.vmig.codec.LegacyCommonCfgField.DEVICE_FEATURES;
import static dev.vmig.codec.LegacyCommonCfgField.DEVICE_STATUS;
import static dev.vmig.codec.LegacyCommonCfgField.DRIVER_FEATURES;
import static dev.vmig.codec.LegacyCommonCfgField.ISR_STATUS;
import static dev.vmig.codec.LegacyCommonCfgField.QUEUE_ADDRESS;
import static dev.vmig.codec.LegacyCommonCfgField.QUEUE_MSIX_VECTOR;
import static dev.vmig.codec.LegacyCommonCfgField.QUEUE_NOTIFY;
import static dev.vmig.codec.LegacyCommonCfgField.QUEUE_SELECT;
import static dev.vmig.codec.LegacyCommonCfgField.QUEUE_SIZE;
import static dev.vmig.codec.LegacyRegion.COMMON_CFG;
import static dev.vmig.codec.LegacyRegion.DEV_CFG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.ResultView;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The legacy interface commands and the registers that they reach (Virtio 1.4, 2.12.1.1 and 4.1.4.10). */
class LegacyCommandsTest {

    @ParameterizedTest
    @EnumSource
    @Tag("LEG-TXT-01")
    @Tag("LEG-DEV-01")
    @Tag("LEG-DEV-11")
    void allFiveCommandsOrNoneAndForTheSrIovGroupOnly(DeviceProfile profile) {
        PfConfig config = LegacyRig.config(1).withProfile(profile);
        for (boolean legacy : new boolean[] {false, true}) {
            Rig rig = new Rig(config.withPersonality(DevicePersonality.DEFAULT.withLegacyIo(legacy)));
            long listed =
                    OpcodeList.opcodes(rig.ok(Cmd.listQuery(GroupType.SR_IOV)).view());
            assertThat(listed & LegacyRig.LEGACY_OPCODES).isEqualTo(legacy ? LegacyRig.LEGACY_OPCODES : 0);
            assertThat(OpcodeList.opcodes(rig.ok(Cmd.listQuery(GroupType.SELF)).view()) & LegacyRig.LEGACY_OPCODES)
                    .isZero();
            rig.ok(Cmd.listUse(GroupType.SR_IOV, listed));
            assertThat(rig.call(Cmd.notifyInfo(1)).status()).isEqualTo(legacy ? "0/0" : "22/2");
            for (int opcode = 2; opcode <= 6; opcode++) {
                assertThat(rig.call(Cmd.header(opcode, 0, 0)).status()).isEqualTo("22/2");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    @Tag("ADM-DEV-04")
    @Tag("ADM-DEV-19")
    void memberIsCheckedBeforeTheFields(int opcode) {
        for (long member : new long[] {0, 3, -1}) {
            assertThat(LegacyRig.ready().rig.call(Cmd.header(opcode, 1, member)).status())
                    .isEqualTo("22/5");
        }
    }

    /** Every offset and length against the extents of the fields, which the table of the specification gives. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("LEG-TXT-02")
    @Tag("LEG-DEV-03")
    @Tag("LEG-DEV-04")
    void accessHitsExactlyOneFieldInsideTheRegion(boolean msix) {
        int[] common = {0, 4, 8, 12, 14, 16, 18, 19, 20, 22, 24};
        int[] device = {0, 6, 8, 10};
        LegacyRig vf = LegacyRig.ready(LegacyRig.config(1).withLatency(LatencyModel.NONE));
        if (msix) {
            vf.enableMsix();
        }
        matrix(vf, COMMON_CFG, common, msix ? 24 : 20);
        matrix(vf, DEV_CFG, device, 10);
        assertThat(vf.read(COMMON_CFG, 255, 1)).isEqualTo("22/3");
        assertThat(vf.write(COMMON_CFG, 0, new byte[300])).isEqualTo("22/3");
        assertThat(vf.rig.call(Cmd.legacyRead(COMMON_CFG, 1, 0), 4).used())
                .as("no room for the status, even less for a register")
                .isEqualTo(4);
    }

    private static void matrix(LegacyRig vf, LegacyRegion region, int[] starts, int end) {
        for (int offset = 0; offset < end + 3; offset++) {
            for (int length = 0; length <= 8; length++) {
                int first = offset;
                int last = offset + length;
                boolean legal = length > 0
                        && last <= end
                        && List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).stream()
                                .filter(i -> i + 1 < starts.length)
                                .anyMatch(i -> starts[i] <= first && last <= starts[i + 1]);
                assertThat(vf.read(region, offset, length))
                        .as("read %s %d %d", region, offset, length)
                        .isEqualTo(legal ? "0/0" : "22/3");
                String before = vf.vf().describe();
                String status = vf.write(region, offset, new byte[length]);
                assertThat(status).as("write %s %d %d", region, offset, length).isEqualTo(legal ? "0/0" : "22/3");
                if (!legal) {
                    assertThat(vf.vf().describe()).isEqualTo(before);
                }
            }
        }
    }

    /** One VF is driven by legacy commands, its twin by the registers that a modern guest uses for the same. */
    @Property(tries = 60)
    @net.jqwik.api.Tag("LEG-DEV-05")
    @net.jqwik.api.Tag("LEG-DEV-06")
    @net.jqwik.api.Tag("LEG-DEV-07")
    @net.jqwik.api.Tag("LEG-DEV-08")
    void eachCommandHasTheEffectOfTheRegisterAccess(@ForAll long seed, @ForAll @IntRange(min = 5, max = 60) int steps) {
        PfConfig config = LegacyRig.config(1).withLatency(LatencyModel.NONE);
        LegacyRig legacy = LegacyRig.ready(config);
        LegacyRig other = LegacyRig.ready(config);
        VirtualFunction modern = other.vf();
        legacy.enableMsix();
        other.enableMsix();
        Random random = new Random(seed);
        for (int i = 0; i < steps; i++) {
            step(random, legacy, modern);
            legacy.rig.time.runAll();
            other.rig.time.runAll();
            assertThat(legacy.vf().describe()).isEqualTo(modern.describe());
            assertThat(legacy.get(QUEUE_SELECT)).isEqualTo(modern.readCommonCfg(PciCommonCfgField.QUEUE_SELECT));
            assertThat(legacy.get(QUEUE_SIZE)).isEqualTo(modern.readCommonCfg(PciCommonCfgField.QUEUE_SIZE));
            assertThat(legacy.get(DEVICE_STATUS)).isEqualTo(modern.readCommonCfg(PciCommonCfgField.DEVICE_STATUS));
            assertThat(legacy.get(CONFIG_MSIX_VECTOR))
                    .isEqualTo(modern.readCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR));
            assertThat(legacy.get(QUEUE_MSIX_VECTOR))
                    .isEqualTo(modern.readCommonCfg(PciCommonCfgField.QUEUE_MSIX_VECTOR));
            assertThat(legacy.get(DRIVER_FEATURES)).isEqualTo(modern.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE));
            assertThat(legacy.get(DEVICE_FEATURES)).isEqualTo(modern.readCommonCfg(PciCommonCfgField.DEVICE_FEATURE));
            assertThat(legacy.value(DEV_CFG, 0, 6)).isEqualTo(modern.parts().control.mac);
            assertThat(legacy.value(DEV_CFG, 8, 2)).isEqualTo(2);
            assertThat(legacy.vf().counters().doorbells())
                    .isEqualTo(modern.counters().doorbells());
        }
    }

    private static void step(Random random, LegacyRig legacy, VirtualFunction modern) {
        switch (random.nextInt(8)) {
            case 0 -> both(legacy, QUEUE_SELECT, modern, PciCommonCfgField.QUEUE_SELECT, random.nextInt(7));
            case 1 -> both(legacy, DRIVER_FEATURES, modern, PciCommonCfgField.DRIVER_FEATURE, random.nextLong() >>> 32);
            case 2 -> both(legacy, CONFIG_MSIX_VECTOR, modern, PciCommonCfgField.CONFIG_MSIX_VECTOR, random.nextInt(9));
            case 3 -> both(legacy, QUEUE_MSIX_VECTOR, modern, PciCommonCfgField.QUEUE_MSIX_VECTOR, random.nextInt(9));
            case 4 -> both(legacy, DEVICE_STATUS, modern, PciCommonCfgField.DEVICE_STATUS, random.nextInt(4) * 5L);
            case 5 -> place(legacy, modern, 1 + random.nextInt(1 << 20));
            case 6 -> {
                int queue = random.nextInt(5);
                legacy.set(QUEUE_NOTIFY, queue);
                modern.ringDoorbell(queue);
            }
            default -> {
                long mac = random.nextLong() >>> 16;
                assertThat(legacy.write(DEV_CFG, 0, LegacyRig.littleEndian(mac, 6)))
                        .isEqualTo("0/0");
                modern.parts().control.mac = mac;
                modern.parts().configurationChanged();
            }
        }
    }

    private static void both(
            LegacyRig legacy, LegacyCommonCfgField one, VirtualFunction modern, PciCommonCfgField other, long value) {
        legacy.set(one, value);
        modern.writeCommonCfg(other, value);
    }

    /** 256 entries: 4096 bytes of descriptors, 2 * (3 + 256) bytes of the available ring, the used ring on the next page. */
    private static void place(LegacyRig legacy, VirtualFunction modern, long pageFrame) {
        legacy.set(QUEUE_ADDRESS, pageFrame);
        modern.writeCommonCfg(PciCommonCfgField.QUEUE_DESC, pageFrame * 4096);
        modern.writeCommonCfg(PciCommonCfgField.QUEUE_DRIVER, pageFrame * 4096 + 4096);
        modern.writeCommonCfg(PciCommonCfgField.QUEUE_DEVICE, pageFrame * 4096 + 8192);
        modern.writeCommonCfg(PciCommonCfgField.QUEUE_ENABLE, 1);
        boolean exists = legacy.get(QUEUE_SIZE) != 0;
        assertThat(legacy.get(QUEUE_ADDRESS)).isEqualTo(exists ? pageFrame : 0);
    }

    @Test
    @Tag("LEG-DEV-02")
    void dataIsLittleEndianByteByByte() {
        LegacyRig vf = LegacyRig.ready();
        assertThat(vf.write(COMMON_CFG, 8, (byte) 0x34, (byte) 0x12, (byte) 0, (byte) 0))
                .isEqualTo("0/0");
        assertThat(vf.vf().readCommonCfg(PciCommonCfgField.QUEUE_DESC)).isEqualTo(0x1234_000L);
        assertThat(vf.rig.call(Cmd.legacyRead(COMMON_CFG, 1, 8), 10).result()).containsExactly(0x34, 0x12);
        assertThat(vf.rig.call(Cmd.legacyRead(COMMON_CFG, 1, 9), 10).result()).containsExactly(0x12, 0);
        // A piece of a field leaves the rest of it as it was.
        assertThat(vf.write(COMMON_CFG, 9, (byte) 0x56)).isEqualTo("0/0");
        assertThat(vf.get(QUEUE_ADDRESS)).isEqualTo(0x5634);
        assertThat(vf.write(DEV_CFG, 5, (byte) 0x77)).isEqualTo("0/0");
        assertThat(vf.value(DEV_CFG, 5, 1)).isEqualTo(0x77);
        assertThat(vf.value(DEV_CFG, 0, 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 256})
    @Tag("LEG-DEV-05")
    void queueAddressIsAPageFrameAndTheRingFollowsFromTheSizeOfTheQueue(int size) {
        LegacyRig vf = LegacyRig.ready();
        vf.vf().writeCommonCfg(PciCommonCfgField.QUEUE_SIZE, size);
        vf.set(QUEUE_ADDRESS, 0xffff_ffffL);
        long desc = vf.vf().readCommonCfg(PciCommonCfgField.QUEUE_DESC);
        long avail = vf.vf().readCommonCfg(PciCommonCfgField.QUEUE_DRIVER);
        long used = vf.vf().readCommonCfg(PciCommonCfgField.QUEUE_DEVICE);
        assertThat(desc).isEqualTo(0xffff_ffffL * 4096);
        assertThat(avail - desc).isEqualTo(16L * size);
        assertThat(used % 4096).isZero();
        assertThat(used - avail).isBetween(6L + 2L * size, 6L + 2L * size + 4095);
        assertThat(vf.get(QUEUE_ADDRESS)).isEqualTo(0xffff_ffffL);
        vf.set(QUEUE_ADDRESS, 0);
        assertThat(vf.vf().readCommonCfg(PciCommonCfgField.QUEUE_ENABLE)).isZero();
        assertThat(vf.get(QUEUE_ADDRESS)).isZero();
    }

    @Test
    @Tag("LEG-DEV-06")
    void readingTheInterruptStatusClearsIt() {
        LegacyRig vf = LegacyRig.ready();
        vf.initialise();
        vf.vf().pciConfig().write(67, 0);
        vf.transmit();
        assertThat(vf.get(ISR_STATUS)).isEqualTo(1);
        assertThat(vf.get(ISR_STATUS)).isZero();
        vf.transmit();
        vf.set(ISR_STATUS, 0);
        assertThat(vf.vf().legacy().peek(ISR_STATUS)).as("it is read-only").isEqualTo(1);
        vf.set(DEVICE_STATUS, 0);
        assertThat(vf.get(ISR_STATUS)).as("after a reset").isZero();
        vf.vf().attach(new GuestAddressSpace(new GuestMemory(0x200)), 0);
        vf.initialise();
        vf.transmit();
        assertThat(vf.get(ISR_STATUS)).as("MSI-X needs none").isZero();
        assertThat(vf.vf().counters().interrupts()).isEqualTo(3);
    }

    @Test
    void readOnlyRegistersStayAsTheyAre() {
        LegacyRig vf = LegacyRig.ready();
        String before = vf.vf().describe();
        vf.set(DEVICE_FEATURES, 0);
        vf.set(QUEUE_SIZE, 4);
        assertThat(vf.write(DEV_CFG, 6, (byte) 0, (byte) 0)).isEqualTo("0/0");
        assertThat(vf.write(DEV_CFG, 8, (byte) 9, (byte) 0)).isEqualTo("0/0");
        assertThat(vf.vf().describe()).isEqualTo(before);
        assertThat(vf.value(DEV_CFG, 6, 2)).as("link up").isEqualTo(1);
    }

    @Test
    @Tag("LEG-DEV-09")
    void vfLooksLikeADeviceWithoutLegacyInterface() {
        PciConfigSpace pci = LegacyRig.ready().vf().pciConfig();
        assertThat(pci.read(0) | (pci.read(1) << 8)).isEqualTo(0x1af4);
        assertThat(pci.read(2) | (pci.read(3) << 8)).isEqualTo(0x1041);
        assertThat(pci.read(8)).as("revision of a non-transitional device").isGreaterThanOrEqualTo(1);
        assertThat(pci.read(46) | (pci.read(47) << 8)).isGreaterThanOrEqualTo(0x40);
    }

    @Test
    @Tag("LEG-DEV-10")
    void doorbellAtTheAddressOfNotifyInfoIsAWriteToQueueNotify() {
        LegacyRig mmio = LegacyRig.ready();
        LegacyRig command = LegacyRig.ready();
        for (LegacyRig vf : List.of(mmio, command)) {
            vf.initialise();
        }
        ResultView info = mmio.rig.ok(Cmd.notifyInfo(1)).view();
        for (int queue : new int[] {1, 0, 3, 4, 5, 0xffff}) {
            mmio.vf().writeBar(LegacyNotifyInfo.bar(info, 0), LegacyNotifyInfo.offset(info, 0), queue);
            command.set(QUEUE_NOTIFY, queue);
            mmio.rig.time.runAll();
            command.rig.time.runAll();
            assertThat(mmio.vf().counters()).isEqualTo(command.vf().counters());
        }
        assertThat(mmio.vf().counters().doorbells()).isEqualTo(4);
        mmio.vf().writeBar(LegacyNotifyInfo.bar(info, 0), LegacyNotifyInfo.offset(info, 0) + 2, 1);
        mmio.vf().writeBar(LegacyNotifyInfo.bar(info, 0) + 1, LegacyNotifyInfo.offset(info, 0), 1);
        assertThat(mmio.vf().counters().doorbells()).isEqualTo(4);
    }

    @Test
    @Tag("LEG-DEV-12")
    @Tag("LEG-DEV-13")
    @Tag("LEG-DEV-14")
    @Tag("LEG-DEV-15")
    void notifyInfoHasOneEntryOfTheMemberInABarThatExistsAndEnds() {
        LegacyRig vf = LegacyRig.ready();
        Reply reply = vf.rig.ok(Cmd.notifyInfo(1));
        assertThat(reply.used()).isEqualTo(72);
        ResultView info = reply.view();
        assertThat(LegacyNotifyInfo.flags(info, 0)).isEqualTo(LegacyNotifyInfo.FLAGS_MEMBER);
        assertThat(LegacyNotifyInfo.bar(info, 0)).isBetween(1, 5);
        assertThat(LegacyNotifyInfo.offset(info, 0) % 2).isZero();
        assertThat(LegacyNotifyInfo.offset(info, 0) + 2)
                .isLessThanOrEqualTo(vf.vf().pciConfig().barSize(LegacyNotifyInfo.bar(info, 0)));
        for (int entry = 1; entry < LegacyNotifyInfo.ENTRIES; entry++) {
            assertThat(LegacyNotifyInfo.flags(info, entry)).isEqualTo(LegacyNotifyInfo.FLAGS_END);
        }
    }

    @Test
    @Tag("LEG-DEV-16")
    void barZeroIsHardwiredToZeroWhereThereAreLegacyCommands() {
        assertThat(LegacyRig.ready().vf().pciConfig().barSize(0)).isZero();
        assertThat(Rig.ready().pf.vf(0).pciConfig().barSize(0)).isPositive();
        assertThat(Rig.ready().pf.vf(0).pciConfig().barSize(2)).isZero();
    }

    /** Nothing of it needs a part of its own: the address follows from the descriptor table that VQ_CFG carries. */
    @Test
    void setupOfALegacyDriverArrivesWithTheParts() {
        LegacyRig source = LegacyRig.ready();
        LegacyRig target = source.other(1);
        source.initialise();
        source.rig.createObjects(0);
        source.rig.createObjects(1);
        source.rig.stop(0);
        source.rig.stop(1);
        source.rig.ok(Cmd.set(2, Rig.setId(1), source.rig.getAll(0)));
        target.vf().attach(source.vf().space(), 0);
        source.rig.resume(1);
        target.enableMsix();
        assertThat(target.vf().describe()).isEqualTo(source.vf().describe());
        for (LegacyCommonCfgField field : LegacyCommonCfgField.values()) {
            assertThat(target.get(field)).as(field.name()).isEqualTo(source.get(field));
        }
        target.transmit();
        assertThat(target.vf().counters().packetsSent()).isEqualTo(1);
    }

    @Test
    @Tag("DP-DEV-13")
    @Tag("DP-DEV-15")
    void stoppedVfAnswersAndKeepsTheDoorbell() {
        LegacyRig vf = LegacyRig.ready();
        vf.initialise();
        vf.rig.stop(0);
        vf.set(QUEUE_NOTIFY, 1);
        assertThat(vf.get(DEVICE_STATUS)).isEqualTo(7);
        vf.rig.time.runAll();
        assertThat(vf.vf().counters().dmas()).isZero();
        vf.rig.resume(0);
        vf.rig.time.runAll();
        assertThat(vf.vf().counters().dmas()).isPositive();
    }
}
