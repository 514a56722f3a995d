package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetVlan;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DEV_MODE_SET and what a stopped VF does and does not do (Virtio 1.4, 2.12.1.4.3.4). */
class DeviceModeTest {
    private static final int TRANSMIT = 1;

    /** DMA takes 800 ns, the interrupt 300, a command 100. */
    private static PfConfig config() {
        return PfConfig.of(1).withLatency(new LatencyModel(100, 0, 0, 800, 300, 5_000));
    }

    private static Rig rig(PfConfig config) {
        Rig rig = Rig.ready(config);
        rig.createObjects(0);
        rig.pf.vf(0).initialise();
        return rig;
    }

    @Test
    void dpDev23And24StoppingTheStoppedAndResumingTheRunningSucceeds() {
        Rig rig = rig(config());
        VirtualFunction vf = rig.pf.vf(0);
        assertThat(vf.mode()).isEqualTo(DeviceMode.RUNNING);
        rig.resume(0);
        rig.stop(0);
        rig.stop(0);
        assertThat(vf.mode()).isEqualTo(DeviceMode.STOPPED);
        rig.resume(0);
        assertThat(vf.mode()).isEqualTo(DeviceMode.RUNNING);
    }

    @Test
    void dpTxt15OtherFlagsAreRefusedWithoutEffect() {
        Rig rig = rig(config());
        byte[] command = Cmd.mode(1, true);
        command[24] = 3;
        assertThat(rig.call(command).status()).isEqualTo("22/3");
        assertThat(rig.pf.vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
    }

    @Test
    void dpDev11AStopIsAnsweredOnlyWhenNothingIsOutstanding() {
        Rig rig = rig(config());
        Recorder recorder = Recorder.on(rig.pf.vf(0));
        rig.pf.vf(0).guest().transmit();
        Reply stop = rig.submit(Cmd.mode(1, true));
        rig.time.runFor(1_099);
        assertThat(stop.isAnswered()).isFalse();
        rig.time.runFor(1);
        assertThat(stop.status()).isEqualTo("0/0");
        assertThat(recorder.events).containsExactly("rung 1", "served 1", "dma", "interrupt", "settled", "STOPPED");
        assertThat(recorder.violations).isEmpty();
    }

    @Test
    void stopUnderAFloodOfDoorbellsIsStillAnswered() {
        Rig rig = rig(config());
        rig.pf.vf(0).traffic().start(100_000_000);
        rig.time.runFor(100_000);
        Reply stop = rig.submit(Cmd.mode(1, true));
        rig.time.runFor(100 + 800 + 300);
        assertThat(stop.status()).isEqualTo("0/0");
    }

    @Property(tries = 50)
    void dpDev10And18And19AStoppedVfInitiatesNothingWhateverComesIn(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int queuePairs) {
        Rig rig = rig(config().withSeed(seed).withQueuePairs(queuePairs));
        VirtualFunction vf = rig.pf.vf(0);
        Recorder recorder = Recorder.on(vf);
        vf.traffic().start(500_000);
        for (int round = 0; round < 10; round++) {
            rig.time.runFor(100_000);
            rig.stop(0);
            VfCounters before = vf.counters();
            rig.time.runFor(100_000);
            VfCounters after = vf.counters();
            assertThat(after.dmas()).isEqualTo(before.dmas());
            assertThat(after.interrupts()).isEqualTo(before.interrupts());
            assertThat(after.doorbells()).isGreaterThan(before.doorbells());
            rig.resume(0);
        }
        assertThat(recorder.violations).isEmpty();
        assertThat(vf.counters().startedWhileStopped()).isZero();
        assertThat(vf.counters().dmas()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "INTERRUPT_WHILE_STOPPED, DP-DEV-19: interrupt while stopped",
        "DMA_WHILE_STOPPED, DP-DEV-10: DMA while stopped",
        "STOP_WITHOUT_DRAINING, DP-DEV-11: stopped with a transaction outstanding",
    })
    void deviceThatBreaksTheRuleIsCaught(FaultyBehaviour broken, String violation) {
        Rig rig = rig(config().withBroken(broken));
        Recorder recorder = Recorder.on(rig.pf.vf(0));
        rig.pf.vf(0).ringDoorbell(TRANSMIT);
        rig.stop(0);
        rig.time.runFor(10_000);
        assertThat(recorder.violations).contains(violation);
        if (broken != FaultyBehaviour.STOP_WITHOUT_DRAINING) {
            assertThat(rig.pf.vf(0).counters().startedWhileStopped()).isEqualTo(1);
        }
    }

    @Test
    void dpDev13ADoorbellThatArrivesWhileStoppedIsServedAfterResume() {
        Rig rig = rig(config());
        rig.stop(0);
        Recorder recorder = Recorder.on(rig.pf.vf(0));
        rig.pf.vf(0).guest().transmit();
        rig.time.runFor(10_000);
        assertThat(recorder.events).containsExactly("rung 1");
        rig.resume(0);
        rig.time.runFor(10_000);
        assertThat(recorder.events).containsSubsequence("rung 1", "RUNNING", "served 1", "dma", "interrupt", "settled");
        assertThat(rig.pf.vf(0).counters().packetsSent()).isEqualTo(1);
    }

    @Test
    void dpDev13IsBrokenByADeviceThatForgetsDoorbells() {
        Rig rig = rig(config().withBroken(FaultyBehaviour.DOORBELL_LOST_ON_RESUME));
        rig.stop(0);
        Recorder recorder = Recorder.on(rig.pf.vf(0));
        rig.pf.vf(0).ringDoorbell(TRANSMIT);
        rig.resume(0);
        rig.time.runFor(10_000);
        assertThat(recorder.events).doesNotContain("served 1");
    }

    @Test
    void controlCommandsPostedWhileStoppedChangeNothingUntilResume() {
        Rig rig = rig(config());
        rig.stop(0);
        byte[] before = rig.getAll(0);
        rig.pf.vf(0).guest().control(new SetVlan(7, true));
        rig.pf.vf(0).guest().control(new SetVlan(8, true));
        rig.time.runFor(10_000);
        assertThat(rig.getAll(0)).isEqualTo(before);
        rig.resume(0);
        rig.time.runFor(10_000);
        assertThat(rig.pf.vf(0).counters().controlCommands()).isEqualTo(2);
        assertThat(rig.getAll(0)).isNotEqualTo(before);
    }

    @Test
    @Tag("DP-DEV-14")
    void dpDev14To16RegistersAreReadAndWrittenAlikeInBothModes() {
        Rig running = rig(config());
        Rig stopped = rig(config());
        stopped.stop(0);
        for (PciCommonCfgField field : PciCommonCfgField.values()) {
            VirtualFunction one = running.pf.vf(0);
            VirtualFunction other = stopped.pf.vf(0);
            assertThat(other.readCommonCfg(field)).isEqualTo(one.readCommonCfg(field));
            one.writeCommonCfg(field, 1);
            other.writeCommonCfg(field, 1);
            assertThat(other.readCommonCfg(field)).isEqualTo(one.readCommonCfg(field));
        }
        assertThat(stopped.pf.vf(0).snapshot()).isEqualTo(running.pf.vf(0).snapshot());
    }

    @Test
    @Tag("REL-01")
    void rel01NothingIsServedBeforeDriverOk() {
        Rig rig = Rig.ready(config());
        Recorder recorder = Recorder.on(rig.pf.vf(0));
        rig.pf.vf(0).ringDoorbell(TRANSMIT);
        rig.pf.vf(0).receivePacket(Rig.PACKET);
        rig.time.runFor(10_000);
        assertThat(recorder.events).containsExactly("rung 1");
        assertThat(rig.pf.vf(0).counters().packetsDropped()).isEqualTo(1);
    }
}
