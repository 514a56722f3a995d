package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VFs that disappear and owners that reset in the middle of things. */
class DisappearanceTest {
    private static final LatencyModel LATENCY = new LatencyModel(100, 0, 0, 800, 300, 5_000);

    private static Rig rig(FaultPlan plan) {
        return Rig.ready(PfConfig.of(2).withLatency(LATENCY).withFaults(plan));
    }

    @Test
    void vfThatDisappearsIsNoMemberAnyMoreAndTheOtherGoesOn() {
        Rig rig = rig(FaultPlan.none().on(0, Opcode.DEV_MODE_SET, 2).vfDisappears());
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        rig.ok(Cmd.mode(1, true));
        Reply hit = rig.submit(Cmd.mode(1, false));
        Reply behind = rig.submit(Cmd.create(1, 0, PartsObjectKind.GET));
        rig.time.runAll();
        assertThat(hit.status()).isEqualTo("22/5");
        assertThat(behind.status()).isEqualTo("22/5");
        assertThat(rig.call(Cmd.mode(1, true)).status()).isEqualTo("22/5");
        vf.initialise();
        vf.ringDoorbell(1);
        rig.time.runAll();
        assertThat(vf.counters().dmas()).isZero();
        rig.ok(Cmd.mode(2, true));
    }

    @Test
    void nothingWaitsForAVfThatIsGone() {
        Rig rig = rig(FaultPlan.none());
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        vf.ringDoorbell(1);
        Reply draining = rig.submit(Cmd.mode(1, true));
        rig.time.runFor(200);
        assertThat(draining.isAnswered()).isFalse();
        List<String> resets = new ArrayList<>();
        vf.functionLevelReset(() -> resets.add("over"));
        Reply waiting = rig.submit(Cmd.create(1, 0, PartsObjectKind.GET));
        rig.time.runFor(200);
        assertThat(waiting.isAnswered()).isFalse();
        vf.disappear();
        rig.time.runAll();
        assertThat(draining.status()).isEqualTo("22/5");
        assertThat(waiting.status()).isEqualTo("22/5");
        assertThat(resets).containsExactly("over");
        vf.functionLevelReset(() -> resets.add("over"));
        rig.time.runAll();
        assertThat(resets).hasSize(2);
        assertThat(rig.call(Cmd.mode(1, true)).status()).isEqualTo("22/5");
    }

    @Test
    void ownerThatResetsAbortsPendingCommandsAndForgetsItsConfiguration() {
        Rig rig = rig(FaultPlan.none().on(1, Opcode.DEV_MODE_SET, 1).ownerResets());
        rig.ok(Cmd.create(1, 0, PartsObjectKind.GET));
        List<Reply> pending =
                List.of(rig.submit(Cmd.mode(2, true)), rig.submit(Cmd.mode(2, true)), rig.submit(Cmd.destroy(1, 0)));
        rig.time.runFor(100);
        rig.time.runAll();
        assertThat(pending.subList(0, 2)).allMatch(Reply::isAborted);
        assertThat(pending).allMatch(reply -> reply.calls() == 1);
        assertThat(rig.pf.objects()).isZero();
        assertThat(rig.pf.vf(1).mode()).isEqualTo(DeviceMode.RUNNING);
        assertThat(rig.call(Cmd.mode(2, true)).status()).isEqualTo("22/2");
        rig.handshake();
        rig.ok(Cmd.mode(2, true));
    }

    @Test
    void ownerCannotDisappear() {
        FaultPlan.Occurrence owner = FaultPlan.none().on(FaultPlan.OWNER, Opcode.LIST_USE, 1);
        assertThatThrownBy(owner::vfDisappears).hasMessageStartingWith("vf: -1 (expected: the index of a VF");
    }
}
