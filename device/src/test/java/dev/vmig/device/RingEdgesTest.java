package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues at the edges of what a driver may do (Virtio 1.4, 2.1, 2.4, 2.7 and 5.1.2). */
class RingEdgesTest {
    private static final int PAGE = GuestMemory.PAGE;
    /** Ring pages of the guest's layout. */
    private static final long RECEIVE_RING = PAGE;

    private static final long TRANSMIT_RING = 3L * PAGE;
    private static final long THIRD_RING = 5L * PAGE;
    private static final long AVAILABLE = 512;
    private static final long USED = 1024;
    private static final long BAR = 1L << 32;

    private final Rig rig = Rig.ready(PfConfig.of(1));
    private final VirtualFunction vf = rig.pf.vf(0);
    private final GuestMemory memory = vf.space().memory();

    private void descriptor(long at, long address, long length, int flags, int next) {
        memory.putU64(at, address);
        memory.putU32(at + 8, length);
        memory.putU16(at + 12, flags);
        memory.putU16(at + 14, next);
    }

    private void transmit() {
        memory.putU16(TRANSMIT_RING + AVAILABLE + 2, 1);
        vf.ringDoorbell(1);
        rig.time.runAll();
    }

    /** 2.7.5.3.2. */
    @Test
    void writeFlagOfADescriptorOfAnIndirectTableIsIgnored() {
        vf.initialise();
        descriptor(0x200, 0x300, 60, 0, 0);
        descriptor(TRANSMIT_RING, 0x200, 16, SplitRing.F_INDIRECT | SplitRing.F_WRITE, 0);
        transmit();
        assertThat(vf.trouble()).isEmpty();
        assertThat(vf.counters().packetsSent()).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("REL-02")
    @ValueSource(strings = {"QUEUE_DESC", "QUEUE_DRIVER", "QUEUE_DEVICE"})
    void ringAtTheEndOfTheAddressesDoesNotGoOnAtZero(String area) {
        vf.initialise();
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, 1);
        vf.writeCommonCfg(PciCommonCfgField.valueOf(area), -2L);
        memory.putU16(TRANSMIT_RING + AVAILABLE + 4, 1);
        transmit();
        assertThat(vf.trouble())
                .hasValueSatisfying(text -> assertThat(text).contains("behind 0xfffffffffffffffe: no address"));
    }

    @Test
    @Tag("REL-02")
    void onlyAResetEndsTheNeedForOne() {
        vf.initialise();
        descriptor(TRANSMIT_RING, 0x200, 12, SplitRing.F_NEXT, 0);
        transmit();
        assertThat(vf.trouble()).isPresent();
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0x0f);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DEVICE_STATUS)).isEqualTo(0x4f);
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0);
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0x41);
        assertThat(vf.readCommonCfg(PciCommonCfgField.DEVICE_STATUS)).isEqualTo(1);
    }

    /** A frame whose bytes hit device_status in the VF's own BAR: the reset ends the transaction. */
    @Test
    @Tag("REL-04")
    void deviceThatResetsItselfTouchesNothingAfterwards() {
        GuestAddressSpace space = vf.space();
        space.map(BAR, Bar.SIZE, vf.bar());
        vf.initialise();
        descriptor(RECEIVE_RING, 0x200, 12 + 14, SplitRing.F_WRITE | SplitRing.F_NEXT, 1);
        int status = PciCommonCfgField.DEVICE_STATUS.offset();
        descriptor(RECEIVE_RING + 16, BAR + status, 1, SplitRing.F_WRITE | SplitRing.F_NEXT, 20);
        descriptor(RECEIVE_RING + 16 * 20, 0x300, 64, SplitRing.F_WRITE, 0);
        Recorder recorder = Recorder.on(vf);
        memory.iommuDirty().start();
        vf.receivePacket(EthernetFrame.of(vf.macAddress(), 0x02, EthernetFrame.UNTAGGED, 1));
        rig.time.runAll();
        assertThat(vf.readCommonCfg(PciCommonCfgField.DEVICE_STATUS)).isZero();
        assertThat(recorder.events).containsExactly("dma", "settled");
        assertThat(memory.iommuDirty().readAndClear().stream().boxed())
                .as("the header and the first bytes")
                .containsExactly(0);
        assertThat(memory.u64(0x300)).isZero();
        assertThat(memory.u16(RECEIVE_RING + USED + 2)).isZero();
        assertThat(vf.trouble()).isEmpty();

        vf.initialise();
        assertThat(vf.guest().transmit()).isTrue();
        rig.time.runAll();
        assertThat(vf.counters().packetsSent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void packetsOfAnyNumberFindAQueue(long number) {
        vf.initialise();
        vf.guest().control(new SetQueuePairs(2));
        rig.time.runAll();
        vf.receivePacket(EthernetFrame.of(vf.macAddress(), 0x02, EthernetFrame.UNTAGGED, number));
        rig.time.runAll();
        assertThat(vf.counters().packetsReceived()).isEqualTo(1);
    }

    /** 5.1.2: the device has two pairs, but the driver knows of one. Also after a stop, which looks at each queue again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutMqTheControlQueueIsQueueTwo(boolean whileStopped) {
        List<Integer> features = new ArrayList<>(List.of(17, 18, NetShape.F_VERSION_1));
        setUp(features);
        long buffer = THIRD_RING + PAGE;
        memory.write(buffer, new byte[] {0, 0, 1, (byte) 0xff}, 0, 4);
        descriptor(THIRD_RING, buffer, 3, SplitRing.F_NEXT, 1);
        descriptor(THIRD_RING + 16, buffer + 3, 1, SplitRing.F_WRITE, 0);
        if (whileStopped) {
            rig.stop(0);
        }
        memory.putU16(THIRD_RING + AVAILABLE + 2, 1);
        if (whileStopped) {
            rig.resume(0); // No doorbell: the guest may have rung it at the source.
        } else {
            vf.ringDoorbell(2);
        }
        rig.time.runAll();
        assertThat(vf.counters().controlCommands()).isEqualTo(1);
        assertThat(memory.u32(buffer) >>> 24).as("the answer").isZero();
    }

    private void setUp(List<Integer> features) {
        long wanted = features.stream().mapToLong(number -> 1L << number).sum();
        memory.write(THIRD_RING, new byte[PAGE], 0, PAGE);
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 3);
        for (int word = 0; word < 2; word++) {
            vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, word);
            vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE, (wanted >>> (32 * word)) & 0xffff_ffffL);
        }
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 11);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, 2);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SIZE, 32);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_DESC, THIRD_RING);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_DRIVER, THIRD_RING + AVAILABLE);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_DEVICE, THIRD_RING + USED);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_ENABLE, 1);
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 15);
    }
}
