package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetVlan;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the driver in the guest puts into its memory, takes out of it, and complains of. */
class GuestDriverTest {
    private static final int PAGE = GuestMemory.PAGE;
    private static final int CONTROL_QUEUE = 4;
    private static final int USED = 1024;

    private final Rig rig = Rig.ready(PfConfig.of(1));
    private final VirtualFunction vf = rig.pf.vf(0);
    private final Guest guest = vf.guest();

    private static long ring(int queue) {
        return (1L + 2L * queue) * PAGE;
    }

    private GuestMemory memory() {
        return vf.space().memory();
    }

    /** As a device that completes a request of which it knows the number only. */
    private void complete(int queue, int id) {
        int used = memory().u16(ring(queue) + USED + 2);
        memory().putU32(ring(queue) + USED + SplitRing.RING + (long) SplitRing.USED_ELEMENT * used, id);
        memory().putU16(ring(queue) + USED + 2, used + 1);
    }

    private void receive(int vlan, long number) {
        vf.receivePacket(EthernetFrame.of(vf.macAddress(), 0x02, vlan, number));
        rig.time.runAll();
        guest.service();
    }

    @Test
    void allFeaturesOfTheDeviceAreAccepted() {
        vf.initialise();
        for (int word = 0; word < 4; word++) {
            vf.writeCommonCfg(PciCommonCfgField.DEVICE_FEATURE_SELECT, word);
            vf.writeCommonCfg(PciCommonCfgField.DRIVER_FEATURE_SELECT, word);
            assertThat(vf.readCommonCfg(PciCommonCfgField.DRIVER_FEATURE))
                    .as("word %d", word)
                    .isEqualTo(vf.readCommonCfg(PciCommonCfgField.DEVICE_FEATURE));
        }
    }

    @Test
    void receivedPacketsAreCountedAndTheirBuffersGivenBack() {
        vf.initialise();
        for (int number = 1; number <= 20; number++) {
            receive(EthernetFrame.UNTAGGED, number);
        }
        assertThat(guest.received()).isEqualTo(20);
        assertThat(vf.counters().packetsDropped()).isZero();
        assertThat(guest.complaints()).isEmpty();
    }

    @Test
    void untaggedPacketsHaveToRiseOnTheirQueue() {
        vf.initialise();
        guest.control(new SetVlan(7, true));
        receive(EthernetFrame.UNTAGGED, 5);
        receive(7, 1);
        receive(EthernetFrame.UNTAGGED, 6);
        assertThat(guest.complaints()).isEmpty();
        receive(EthernetFrame.UNTAGGED, 6);
        receive(EthernetFrame.UNTAGGED, 5);
        assertThat(guest.complaints()).containsExactly("queue 0: packet 6 behind 6", "queue 0: packet 5 behind 6");
    }

    @Test
    void completionOfWhatIsNotInFlightIsAComplaintAndTakesNothingBack() {
        vf.initialise();
        rig.stop(0);
        guest.transmit();
        assertThat(guest.inFlight()).isEqualTo(1);
        for (int id : new int[] {1, 2, 32, 0x7fff_fffe}) {
            complete(1, id);
        }
        guest.service();
        assertThat(guest.complaints()).hasSize(4).containsOnly("queue 1: completed what was not in flight");
        assertThat(guest.sent()).isZero();
        assertThat(guest.inFlight()).isEqualTo(1);
        complete(1, 0);
        guest.service();
        assertThat(guest.complaints()).hasSize(4);
        assertThat(guest.sent()).isEqualTo(1);
        assertThat(guest.inFlight()).isZero();
    }

    @Test
    void requestThatIsCompletedTwiceIsAComplaint() {
        Rig broken = Rig.ready(PfConfig.of(1).withBroken(FaultyBehaviour.COMPLETES_TWICE));
        VirtualFunction twice = broken.pf.vf(0);
        twice.initialise();
        twice.guest().transmit();
        broken.time.runAll();
        twice.guest().service();
        assertThat(twice.guest().complaints()).containsExactly("queue 1: completed what was not in flight");
    }

    @Test
    void commandThatIsCompletedWithoutAnAnswerIsAComplaint() {
        vf.initialise();
        guest.control(new SetVlan(7, true));
        rig.time.runAll();
        guest.service();
        assertThat(guest.complaints()).isEmpty();
        rig.stop(0);
        guest.control(new SetVlan(8, true));
        complete(CONTROL_QUEUE, 0);
        guest.service();
        assertThat(guest.complaints()).containsExactly("control queue: answered 255");
    }

    @Test
    void nothingIsGivenToAStoppedDeviceBeyondTheSlots() {
        vf.initialise();
        rig.stop(0);
        for (int i = 0; i < 16; i++) {
            assertThat(guest.transmit()).isTrue();
        }
        assertThat(guest.transmit()).isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(guest.control(new SetVlan(7, true))).isTrue();
        }
        assertThat(guest.control(new SetVlan(7, true))).isFalse();
        assertThat(guest.given()).isEqualTo(16);
        assertThat(guest.inFlight()).isEqualTo(20);
    }

    /** Virtio 1.4, 2.7.5.3: every other packet is described by an indirect table, in its own slot. */
    @Test
    void packetsAreDescribedDirectlyAndIndirectlyByTurns() {
        vf.initialise();
        rig.stop(0);
        long buffers = ring(1) + PAGE;
        memory().write(buffers, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, 0, 12);
        guest.transmit();
        guest.transmit();
        byte[] header = new byte[12];
        memory().read(buffers, header, 0, 12);
        assertThat(header).containsOnly(0);
        assertThat(memory().u64(ring(1))).isEqualTo(buffers);
        assertThat(memory().u16(ring(1) + 12)).isZero();
        assertThat(memory().u64(ring(1) + 32)).isEqualTo(buffers + 256 + 192);
        assertThat(memory().u16(ring(1) + 32 + 12)).isEqualTo(SplitRing.F_INDIRECT);
    }

    /** Virtio 1.4, 5.1.6.5.5: as many pairs as the last command said, unless the device has fewer. */
    @Test
    void packetsGoToThePairsInUseByTurns() {
        vf.initialise();
        List<Integer> rung = new ArrayList<>();
        vf.observe(new VfObserver() {
            @Override
            public void doorbellRung(int index, int queue) {
                rung.add(queue);
            }
        });
        guest.control(new SetQueuePairs(2));
        guest.transmit();
        guest.transmit();
        guest.control(new SetQueuePairs(3));
        guest.transmit();
        guest.transmit();
        assertThat(rung).containsExactly(CONTROL_QUEUE, 1, 3, CONTROL_QUEUE, 1, 3);
    }

    @Test
    void receiveBufferCanEndElsewhereWhileSlotsAreLeft() {
        vf.initialise();
        for (int i = 0; i < 8; i++) {
            assertThat(guest.receiveInto(14, 1024 + 8L * i, 8)).isTrue();
        }
        assertThat(guest.receiveInto(14, 1024, 8)).isFalse();
        for (int number = 1; number <= 10; number++) {
            vf.receivePacket(EthernetFrame.of(vf.macAddress(), 0x02, EthernetFrame.UNTAGGED, number));
        }
        rig.time.runAll();
        assertThat(Long.reverseBytes(memory().u64(1024))).isEqualTo(9);
        assertThat(Long.reverseBytes(memory().u64(1032))).isEqualTo(10);
        assertThat(memory().u64(1040)).isZero();
    }

    @Test
    void itWorksInThePagesThatTheVmHasForIt() {
        GuestAddressSpace space = new GuestAddressSpace(new GuestMemory(3 + Guest.pages(vf.queues())));
        vf.attach(space, 3L * PAGE);
        vf.initialise();
        guest.transmit();
        rig.time.runAll();
        guest.service();
        assertThat(space.memory().u64(3L * PAGE)).as("the next number").isEqualTo(1);
        assertThat(guest.sent()).isEqualTo(1);
        byte[] below = new byte[3 * PAGE];
        space.memory().read(0, below, 0, below.length);
        assertThat(below).containsOnly(0);
    }

    @Test
    void sectorsOfABlockDeviceAreTheirNumbersAndLieInTheirSlots() {
        Rig blocks = Rig.ready(PfConfig.of(1)
                .withPersonality(DevicePersonality.DEFAULT.withType(DeviceType.BLOCK))
                .withQueuePairs(1));
        VirtualFunction disk = blocks.pf.vf(0);
        List<Long> written = new ArrayList<>();
        disk.observe(new VfObserver() {
            @Override
            public void blockWritten(int index, long sector, byte[] data) {
                written.add(sector);
                written.add(Long.reverseBytes(ByteBuffer.wrap(data).getLong()));
            }
        });
        disk.initialise();
        blocks.stop(0);
        for (int i = 0; i < 4; i++) {
            assertThat(disk.guest().write()).isTrue();
        }
        assertThat(disk.guest().write()).isFalse();
        GuestMemory memory = disk.space().memory();
        assertThat(memory.u64(PAGE + 16)).as("status of slot 0").isEqualTo(2L * PAGE + 1023);
        blocks.resume(0);
        blocks.time.runAll();
        assertThat(written).containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L);
    }
}
