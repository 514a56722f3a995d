package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guest and the network at work. */
class TrafficTest {

    private static VirtualFunction run(Rig rig) {
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.traffic().start(1_000_000);
        rig.time.runFor(2_000_000);
        vf.traffic().stop();
        rig.time.runAll();
        return vf;
    }

    @Property(tries = 20)
    void sameSeedGivesTheSameRun(@ForAll long seed) {
        VirtualFunction one = run(Rig.ready(PfConfig.of(2).withSeed(seed)));
        VirtualFunction other = run(Rig.ready(PfConfig.of(2).withSeed(seed)));
        assertThat(other.snapshot()).isEqualTo(one.snapshot());
        assertThat(other.counters()).isEqualTo(one.counters());
        VirtualFunction third = run(Rig.ready(PfConfig.of(2).withSeed(seed + 1)));
        assertThat(third.snapshot()).isNotEqualTo(one.snapshot());
    }

    @Test
    void trafficIsOfAllKindsAndAtItsRate() {
        VfCounters counters = run(Rig.ready()).counters();
        assertThat(counters.controlCommands()).isPositive();
        assertThat(counters.packetsReceived()).isPositive();
        assertThat(counters.packetsSent()).isPositive();
        assertThat(counters.interrupts()).isPositive().isLessThanOrEqualTo(counters.dmas());
        assertThat(counters.doorbells() + counters.packetsReceived() + counters.packetsDropped())
                .isBetween(1_600L, 2_300L);
    }

    @Test
    void stoppedTrafficIsSilent() {
        Rig rig = Rig.ready();
        VirtualFunction vf = run(rig);
        VfCounters before = vf.counters();
        rig.time.runFor(1_000_000);
        assertThat(vf.counters()).isEqualTo(before);
        assertThat(vf.traffic().isRunning()).isFalse();
    }

    @Test
    void guestSendsMoreOftenThanItCommandsAndMostPacketsAreForTheVf() {
        Rig rig = Rig.ready();
        VirtualFunction vf = run(rig);
        VfCounters counters = vf.counters();
        assertThat(counters.packetsSent()).isGreaterThan(counters.controlCommands());
    }

    @Test
    void trafficGoesOnWithTheFunctionThatTheGuestIsMovedTo() {
        Rig rig = Rig.ready();
        VirtualFunction source = rig.pf.vf(0);
        VirtualFunction target = rig.pf.vf(1);
        target.attach(source.space(), 0);
        Traffic traffic = source.traffic();
        traffic.start(1_000_000);
        assertThat(traffic.isRunning()).isTrue();
        source.moveGuestTo(target);
        target.initialise();
        long before = source.counters().packetsDropped();
        rig.time.runFor(1_000_000);
        traffic.stop();
        assertThat(target.traffic()).isSameAs(traffic);
        assertThat(target.counters().packetsSent()).isPositive();
        assertThat(target.counters().packetsReceived()).isPositive();
        assertThat(source.counters().packetsDropped()).isEqualTo(before);
        assertThat(source.counters().dmas()).isZero();
    }

    static List<ControlCommand> commands() {
        return List.of(
                new SetRxMode(5, true),
                new SetMacTable(List.of(0x0605_0403_0202L), List.of(0x0605_0403_0201L)),
                new SetMac(0x0605_0403_0202L),
                new SetVlan(4095, true),
                new SetQueuePairs(2));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void dpTxt21EveryControlCommandShowsInThePartsOnceServed(ControlCommand command) {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        String before = vf.describe();
        vf.guest().control(command);
        assertThat(vf.describe()).isEqualTo(before);
        rig.time.runAll();
        assertThat(vf.describe()).isNotEqualTo(before);
        assertThat(vf.counters().interrupts()).isEqualTo(1);
    }

    @Test
    void macTableIsLaidOutAsTheCommandHasIt() {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.guest().control(new SetMacTable(List.of(0x0605_0403_0202L), List.of(0x0605_0403_0201L)));
        rig.time.runAll();
        assertThat(vf.describe())
                .contains("NET_CVQ_CFG selector 1: 01000000" + "020203040506" + "01000000" + "010203040506\n");
    }

    @Test
    void morePairsThanTheVfHasChangeNothing() {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        String before = vf.describe();
        vf.guest().control(new SetQueuePairs(3));
        rig.time.runAll();
        assertThat(vf.describe()).isEqualTo(before);
    }

    @Test
    void packetsBeyondTheBuffersOfDeviceAndGuestAreDropped() {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        for (int i = 0; i < 50; i++) {
            vf.receivePacket(Rig.PACKET);
        }
        rig.time.runAll();
        // One on the bus and 32 in the device, which finds 8 buffers.
        assertThat(vf.counters().packetsReceived()).isEqualTo(8);
        assertThat(vf.counters().packetsDropped()).isEqualTo(42);
    }

    @Test
    void argumentsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> Rig.ready().pf.vf(0).receivePacket(new byte[21]))
                .hasMessage("frame: 21 bytes (expected: 22 or more)");
        assertThatThrownBy(() -> new SetVlan(4096, true)).hasMessage("id: 4096 (expected: 0 to 4095)");
        assertThatThrownBy(() -> new SetMac(1L << 48)).hasMessageContaining("expected: 48 bits");
        assertThatThrownBy(() -> new SetRxMode(6, true)).hasMessage("mode: 6 (expected: 0 to 5)");
        assertThatThrownBy(() -> new SetQueuePairs(0)).hasMessage("pairs: 0 (expected: 1 or more)");
        assertThatThrownBy(() -> Rig.ready().pf.vf(0).traffic().start(1_000_000_001L))
                .hasMessage("eventsPerSecond: 1000000001 (expected: 1 to 1000000000)");
        assertThatThrownBy(() -> Rig.ready().pf.vf(0).writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, 0x1_0000))
                .hasMessage("QUEUE_SELECT: 0x10000 (expected: 2 bytes)");
        assertThatThrownBy(() -> PfConfig.of(0)).hasMessage("vfs: 0 (expected: 1 to 65535)");
        assertThatThrownBy(() -> PfConfig.of(1).withLimits(256, 0)).hasMessage("getLimit: 256 (expected: 0 to 255)");
        assertThatThrownBy(() -> new LatencyModel(0, 0, -1, 0, 0, 0))
                .hasMessage("picosPerByte: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> FaultPlan.none().on(0, Opcode.LIST_USE, 0)).hasMessage("nth: 0 (expected: 1 or more)");
    }
}
