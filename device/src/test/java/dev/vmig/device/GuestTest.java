package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import dev.vmig.device.memory.GuestAddressSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest and a device at work, stopped and resumed at any time. */
class GuestTest {
    private static final LatencyModel SLOW = new LatencyModel(100, 50, 0, 2_000, 300, 5_000);

    /** What happened at the border between device and world. */
    private static final class Witness implements VfObserver {
        final List<Long> sent = new ArrayList<>();
        int writesWhileStopped;
        List<String> complaints = List.of();
        long given;
        int inFlight;

        @Override
        public void packetSent(int vf, byte[] frame) {
            sent.add(EthernetFrame.number(frame));
        }
    }

    private static Witness run(long seed, FaultyBehaviour... broken) {
        Rig rig = Rig.ready(PfConfig.of(1).withSeed(seed).withLatency(SLOW).withBroken(broken));
        VirtualFunction vf = rig.pf.vf(0);
        Witness witness = new Witness();
        vf.observe(witness);
        vf.initialise();
        GuestAddressSpace space = vf.space();
        Random random = new Random(seed);
        vf.traffic().start(200_000);
        for (int round = 0; round < 12; round++) {
            rig.time.runFor(random.nextInt(150_000));
            rig.stop(0);
            vf.traffic().pauseGuest();
            space.memory().iommuDirty().start();
            rig.time.runFor(random.nextInt(60_000));
            BitSet written = space.memory().iommuDirty().readAndClear();
            witness.writesWhileStopped += written.cardinality();
            vf.traffic().resumeGuest();
            rig.resume(0);
        }
        vf.traffic().stop();
        rig.time.runFor(1_000_000);
        vf.guest().service();
        witness.complaints = vf.guest().complaints();
        witness.given = vf.guest().given();
        witness.inFlight = vf.guest().inFlight();
        return witness;
    }

    @Property(tries = 60)
    @Tag("DP-TXT-14")
    @Tag("DP-DEV-12")
    @Tag("DP-DEV-18")
    void everyPacketIsSentOnceAndNothingIsWrittenWhileStopped(@ForAll long seed) {
        Witness witness = run(seed);
        assertThat(witness.complaints).isEmpty();
        assertThat(witness.writesWhileStopped).isZero();
        assertThat(witness.sent).doesNotHaveDuplicates().hasSize((int) witness.given);
        assertThat(witness.inFlight).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETES_TWICE", "SENT_NOT_WRITTEN_BACK", "STOP_WITHOUT_DRAINING"})
    void brokenDeviceIsNoticed(FaultyBehaviour broken) {
        boolean noticed = false;
        for (long seed = 1; seed <= 40 && !noticed; seed++) {
            Witness witness = run(seed, broken);
            noticed = !witness.complaints.isEmpty()
                    || witness.writesWhileStopped > 0
                    || new HashSet<>(witness.sent).size() != witness.sent.size();
        }
        assertThat(noticed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @org.junit.jupiter.api.Tag("REL-18")
    void packetsArriveOnTheQueuesOfThePairsInUse(int pairs) {
        Rig rig = Rig.ready(PfConfig.of(1));
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.guest().control(new SetQueuePairs(pairs));
        rig.time.runAll();
        for (int packet = 1; packet <= 6; packet++) {
            vf.receivePacket(EthernetFrame.of(vf.macAddress(), 0x02, EthernetFrame.UNTAGGED, packet));
        }
        rig.time.runAll();
        // The used index of the second receive queue.
        assertThat(vf.space().memory().u16((1 + 2 * 2) * 4096L + 1024 + 2)).isEqualTo(pairs == 1 ? 0 : 3);
        assertThat(vf.counters().packetsReceived()).isEqualTo(6);
    }

    @Test
    @org.junit.jupiter.api.Tag("REL-15")
    @org.junit.jupiter.api.Tag("REL-16")
    void filtersDecideWhatArrives() {
        Rig rig = Rig.ready(PfConfig.of(1));
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        long multicast = 0x01;
        assertArrives(rig, vf.macAddress(), EthernetFrame.UNTAGGED, true);
        assertArrives(rig, EthernetFrame.BROADCAST, EthernetFrame.UNTAGGED, true);
        assertArrives(rig, multicast, EthernetFrame.UNTAGGED, false);
        assertArrives(rig, vf.macAddress(), 7, false);
        vf.guest().control(new SetVlan(7, true));
        vf.guest().control(new SetRxMode(1, true));
        vf.guest().control(new SetRxMode(5, true));
        rig.time.runAll();
        vf.guest().service();
        assertThat(vf.guest().commandsAnswered()).isEqualTo(3);
        assertArrives(rig, vf.macAddress(), 7, true);
        assertArrives(rig, multicast, EthernetFrame.UNTAGGED, true);
        assertArrives(rig, EthernetFrame.BROADCAST, EthernetFrame.UNTAGGED, false);
        vf.initialise();
        assertArrives(rig, vf.macAddress(), 7, false);
        assertArrives(rig, multicast, EthernetFrame.UNTAGGED, false);
    }

    private static void assertArrives(Rig rig, long destination, int vlan, boolean arrives) {
        VirtualFunction vf = rig.pf.vf(0);
        long before = vf.counters().packetsReceived();
        vf.receivePacket(EthernetFrame.of(destination, 0x02, vlan, 1));
        rig.time.runAll();
        vf.guest().service();
        assertThat(vf.counters().packetsReceived() - before)
                .as("0x%x on %d", destination, vlan)
                .isEqualTo(arrives ? 1 : 0);
    }

    @Test
    @org.junit.jupiter.api.Tag("DP-TXT-13")
    void partsOfAStoppedDeviceChangeOnlyWhenItIsWrittenTo() {
        Rig rig = Rig.ready(PfConfig.of(1));
        rig.createObjects(0);
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.guest().control(new SetVlan(7, true));
        rig.stop(0);
        byte[] parts = rig.getAll(0);
        vf.guest().transmit();
        vf.guest().control(new SetVlan(8, true));
        vf.receivePacket(Rig.PACKET);
        rig.time.runFor(1_000_000);
        assertThat(rig.getAll(0)).isEqualTo(parts);
        vf.writeCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR, 9);
        assertThat(rig.getAll(0)).isNotEqualTo(parts);
    }
}
