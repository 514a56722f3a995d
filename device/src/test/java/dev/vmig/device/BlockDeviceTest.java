package dev.vmig.device;

import static dev.vmig.device.PartsReadTest.concat;
import static dev.vmig.device.PartsReadTest.parts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** virtio-blk VFs: no part of their own, and none needed (Virtio 1.4, 2.14.1 and 5.2). */
class BlockDeviceTest {
    private static final DevicePersonality BLOCK = DevicePersonality.DEFAULT.withType(DeviceType.BLOCK);

    private static Rig rig(int queues) {
        Rig rig = Rig.ready(PfConfig.of(2).withPersonality(BLOCK).withQueuePairs(queues));
        rig.createObjects(0);
        rig.createObjects(1);
        rig.pf.vf(0).initialise();
        return rig;
    }

    @Property(tries = 20)
    void itsStateIsTheCommonPartsAndArrivesWithThem(@ForAll @IntRange(min = 1, max = 64) int queues) {
        Rig rig = rig(queues);
        VirtualFunction source = rig.pf.vf(0);
        Set<Long> written = new TreeSet<>();
        VfObserver disk = new VfObserver() {
            @Override
            public void blockWritten(int vf, long sector, byte[] data) {
                assertThat(written.add(sector))
                        .as("sector %d is written once", sector)
                        .isTrue();
            }
        };
        source.observe(disk);
        rig.pf.vf(1).observe(disk);
        source.traffic().start(1_000_000);
        rig.time.runFor(200_000);
        source.traffic().stop();
        assertThat(source.counters().dmas()).isPositive();
        rig.stop(0);
        rig.stop(1);
        byte[] image = rig.getAll(0);
        PartCursor part = new PartCursor().wrap(image, 0, image.length);
        int count = 0;
        while (part.next()) {
            assertThat(PartType.of(part.type())).isNotEqualTo(PartType.NET_CVQ_CFG);
            count++;
        }
        assertThat(count).isEqualTo(9 + 2 * queues);
        assertThat(DevPartsMetadataGet.size(
                        rig.ok(Cmd.metadata(1, 0, MetadataType.SIZE)).view()))
                .isEqualTo(image.length);
        rig.ok(Cmd.set(2, Rig.setId(1), image));
        VirtualFunction target = rig.pf.vf(1);
        target.attach(source.space(), 0);
        source.moveGuestTo(target);
        rig.resume(1);
        assertThat(rig.getAll(1)).isEqualTo(image);
        rig.time.runFor(10_000_000);
        target.guest().service();
        for (int queue = 0; queue < queues; queue++) {
            assertThat(target.guest().write()).isTrue();
        }
        rig.time.runFor(10_000_000);
        target.guest().service();
        assertThat(target.guest().complaints()).isEmpty();
        assertThat(target.guest().sent()).isEqualTo(target.guest().given()).isPositive();
        assertThat(written)
                .isEqualTo(new TreeSet<>(
                        LongStream.range(0, target.guest().given()).boxed().toList()));
    }

    @Test
    void networkCardsImageIsRefusedAndSoAreItsParts() {
        Rig net = Rig.ready();
        byte[] image = net.pf.vf(0).snapshot();
        Rig rig = rig(5);
        rig.stop(0);
        String before = rig.state();
        assertThat(rig.call(Cmd.set(1, Rig.setId(0), image)).status()).isEqualTo("22/3");
        assertThat(rig.pf.lastRefusal().orElse("")).startsWith("DEV_FEATURES: ");
        List<byte[]> control = new ArrayList<>(parts(image));
        control.removeIf(part -> part[0] != 0 || part[1] != 2);
        assertThat(control).hasSize(10);
        assertThat(rig.call(Cmd.set(1, Rig.setId(0), concat(control))).status()).isEqualTo("22/3");
        control.forEach(part -> part[2] = PartHeader.FLAG_OPTIONAL);
        rig.ok(Cmd.set(1, Rig.setId(0), concat(control)));
        assertThat(rig.state()).isEqualTo(before);
    }

    @Test
    void itHasRequestQueuesOnlyAndTakesNoPackets() {
        Rig rig = rig(3);
        VirtualFunction vf = rig.pf.vf(0);
        assertThat(vf.readCommonCfg(PciCommonCfgField.NUM_QUEUES)).isEqualTo(3);
        vf.receivePacket(Rig.PACKET);
        assertThat(vf.counters().packetsDropped()).isEqualTo(1);
        assertThatThrownBy(() -> vf.guest().control(new ControlCommand.SetQueuePairs(1)))
                .hasMessage("VF 0: a BLOCK has no control queue");
        assertThat(vf.pciConfig().read(2) | (vf.pciConfig().read(3) << 8)).isEqualTo(0x1042);
        assertThat(vf.pciConfig().read(11)).as("mass storage").isEqualTo(1);
    }

    /** Virtio 1.4, 5.2.6: IN, OUT and FLUSH are served, anything else is UNSUPP; the status is the last byte. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "4, 0", "2, 2", "8, 2"})
    void statusSaysWhetherTheRequestIsKnown(int type, byte status) {
        Rig rig = rig(1);
        VirtualFunction vf = rig.pf.vf(0);
        rig.stop(0);
        vf.guest().write();
        GuestMemory memory = vf.space().memory();
        memory.putU32(2L * GuestMemory.PAGE, type);
        long last = memory.u64(GuestMemory.PAGE + 16);
        memory.write(last, new byte[] {(byte) 0xff}, 0, 1);
        rig.resume(0);
        rig.time.runAll();
        byte[] answer = new byte[1];
        memory.read(last, answer, 0, 1);
        assertThat(answer).containsExactly(status);
    }

    @Test
    void thereIsNoLegacyBlockDevice() {
        assertThatThrownBy(() -> BLOCK.withLegacyIo(true)).hasMessage("legacyIo: true (expected: false for BLOCK)");
    }
}
