package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PciCommonCfgField;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Function-level reset of a VF, and reset of the owner (Virtio 1.4, 2.12.1.4; decision A-30). */
class ResetTest {
    private static PfConfig config(long resetNanos) {
        return PfConfig.of(2).withLatency(new LatencyModel(100, 0, 0, 800, 300, resetNanos));
    }

    private static Rig rig(PfConfig config) {
        Rig rig = Rig.ready(config);
        rig.createObjects(0);
        return rig;
    }

    @Property(tries = 60)
    @Tag("DP-DEV-25")
    void dpDev25AResetAtAnyMomentLeavesDefaultsInModeRunningWithNothingOutstanding(
            @ForAll long seed, @ForAll @IntRange(max = 30_000) int moment, @ForAll boolean stopBefore) {
        Rig rig = rig(config(5_000).withSeed(seed));
        VirtualFunction vf = rig.pf.vf(0);
        byte[] defaults = vf.snapshot();
        vf.initialise();
        Recorder recorder = Recorder.on(vf);
        vf.traffic().start(5_000_000);
        rig.time.runFor(10_000);
        if (stopBefore) {
            rig.stop(0);
        }
        rig.time.runFor(moment);
        vf.traffic().stop();
        List<String> done = new ArrayList<>();
        vf.functionLevelReset(() -> done.add("done"));
        assertThat(vf.snapshot()).isEqualTo(defaults);
        assertThat(vf.mode()).isEqualTo(DeviceMode.RUNNING);
        assertThat(vf.isQuiet()).isTrue();
        int events = recorder.events.size();
        rig.time.runFor(100_000);
        assertThat(done).containsExactly("done");
        assertThat(recorder.events).hasSize(events);
        assertThat(recorder.violations).isEmpty();
        assertThat(vf.snapshot()).isEqualTo(defaults);
        assertThat(rig.pf.objects()).isEqualTo(2);
    }

    @Test
    @org.junit.jupiter.api.Tag("DP-DEV-20")
    void dpDev20CommandsInFlightAreAnsweredAfterTheReset() {
        Rig rig = rig(config(5_000));
        VirtualFunction vf = rig.pf.vf(0);
        List<String> order = new ArrayList<>();
        for (byte[] command : List.of(Cmd.mode(1, true), Cmd.getAll(1, 0), Cmd.mode(1, false))) {
            rig.pf.adminQueue().submit(command, 1 << 12, new Noting(order));
        }
        Reply other = rig.submit(Cmd.mode(2, true));
        vf.functionLevelReset(() -> order.add("reset over"));
        rig.time.runFor(4_999);
        assertThat(order).isEmpty();
        assertThat(other.status()).as("the other VF does not wait").isEqualTo("0/0");
        rig.time.runFor(10_000);
        assertThat(order).containsExactly("reset over", "used", "used", "used");
    }

    private record Noting(List<String> order) implements AdminReply {
        @Override
        public void used(long usedLength, byte[] writable) {
            order.add("used");
        }

        @Override
        public void aborted() {
            order.add("aborted");
        }
    }

    @Test
    void stopThatWaitsForATransactionIsAnsweredAfterAResetDroppedIt() {
        Rig rig = rig(config(5_000));
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.ringDoorbell(1);
        Reply stop = rig.submit(Cmd.mode(1, true));
        rig.time.runFor(200);
        vf.functionLevelReset(() -> {});
        rig.time.runFor(4_999);
        assertThat(stop.isAnswered()).isFalse();
        rig.time.runFor(1);
        assertThat(stop.status()).isEqualTo("0/0");
        // A stop that outlives the reset stops the device all the same: the driver must not let it.
        assertThat(vf.mode()).isEqualTo(DeviceMode.STOPPED);
    }

    @Test
    void overlappingResetsEndWithTheLast() {
        Rig rig = rig(config(5_000));
        VirtualFunction vf = rig.pf.vf(0);
        vf.functionLevelReset(() -> {});
        rig.time.runFor(3_000);
        vf.functionLevelReset(() -> {});
        Reply get = rig.submit(Cmd.getAll(1, 0));
        rig.time.runFor(4_999);
        assertThat(get.isAnswered()).isFalse();
        rig.time.runFor(1);
        assertThat(get.isAnswered()).isTrue();
    }

    @Test
    void resetWithoutDurationIsOverWithinTheCall() {
        Rig rig = rig(config(0));
        List<String> done = new ArrayList<>();
        rig.pf.vf(0).functionLevelReset(() -> done.add("done"));
        assertThat(done).containsExactly("done");
    }

    @Test
    void doorbellsAndRegisterWritesAreLostDuringAReset() {
        Rig rig = rig(config(5_000));
        VirtualFunction vf = rig.pf.vf(0);
        vf.functionLevelReset(() -> {});
        vf.ringDoorbell(1);
        vf.writeCommonCfg(PciCommonCfgField.QUEUE_SELECT, 3);
        assertThat(vf.readCommonCfg(PciCommonCfgField.QUEUE_SELECT)).isZero();
        rig.time.runFor(5_000);
        vf.initialise();
        rig.time.runFor(10_000);
        assertThat(vf.counters().doorbells()).isZero();
        assertThat(vf.counters().dmas()).isZero();
    }

    @Test
    void resetByTheGuestLeavesTheModeAlone() {
        Rig rig = rig(config(0));
        VirtualFunction vf = rig.pf.vf(0);
        byte[] defaults = vf.snapshot();
        vf.initialise();
        rig.stop(0);
        vf.writeCommonCfg(PciCommonCfgField.DEVICE_STATUS, 0);
        assertThat(vf.snapshot()).isEqualTo(defaults);
        assertThat(vf.mode()).isEqualTo(DeviceMode.STOPPED);
    }

    @Test
    void resetOfTheOwnerAbortsEveryPendingCommandOnceAndNothingOfItHappensLater() {
        Rig rig = rig(config(0));
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.ringDoorbell(1);
        List<Reply> replies = List.of(
                rig.submit(Cmd.mode(1, true)),
                rig.submit(Cmd.getAll(1, 0)),
                rig.submit(Cmd.mode(2, true)),
                rig.submit(Cmd.driverCapSet(1, 1)));
        rig.time.runFor(50);
        rig.pf.reset();
        assertThat(replies).allMatch(Reply::isAborted);
        rig.time.runFor(10_000);
        assertThat(replies).allMatch(reply -> reply.calls() == 1);
        assertThat(rig.pf.vf(1).mode()).isEqualTo(DeviceMode.RUNNING);
        // The stop that was thrown away no longer holds the VF back.
        long before = vf.counters().dmas();
        vf.ringDoorbell(1);
        rig.time.runFor(10_000);
        assertThat(vf.counters().dmas()).isEqualTo(before + 1);
    }

    @Test
    void resetOfTheOwnerKeepsModeAndPartsOfItsMembers() {
        Rig rig = rig(config(0));
        rig.pf.vf(0).initialise();
        rig.stop(0);
        byte[] before = rig.pf.vf(0).snapshot();
        rig.pf.reset();
        assertThat(rig.pf.vf(0).mode()).isEqualTo(DeviceMode.STOPPED);
        assertThat(rig.pf.vf(0).snapshot()).isEqualTo(before);
        rig.handshake();
        rig.resume(0);
    }
}
