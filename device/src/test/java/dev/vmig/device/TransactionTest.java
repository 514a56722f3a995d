package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.ControlCommand.SetVlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One transaction at a time: a DMA, and behind it an interrupt where the driver wants one. */
class TransactionTest {
    private static final long DMA = 2_000;
    private static final long INTERRUPT = 300;

    /** What a VF starts a transaction for. */
    private enum Cause {
        SEND(1) {
            @Override
            void happen(VirtualFunction vf) {
                vf.guest().transmit();
            }
        },
        COMMAND(4) {
            @Override
            void happen(VirtualFunction vf) {
                vf.guest().control(new SetVlan(7, true));
            }
        },
        RECEIVE(0) {
            @Override
            void happen(VirtualFunction vf) {
                vf.receivePacket(Rig.PACKET);
            }
        },
        BLOCK(0) {
            @Override
            void happen(VirtualFunction vf) {
                vf.guest().write();
            }
        };

        private final int queue;

        Cause(int queue) {
            this.queue = queue;
        }

        abstract void happen(VirtualFunction vf);
    }

    private static Rig rig(DeviceType type) {
        Rig rig = Rig.ready(PfConfig.of(2)
                .withPersonality(DevicePersonality.DEFAULT.withType(type))
                .withLatency(new LatencyModel(100, 0, 0, DMA, INTERRUPT, 0)));
        rig.pf.vf(0).initialise();
        return rig;
    }

    @ParameterizedTest
    @EnumSource
    void interruptFollowsTheDmaAndIsOutstandingAsLongAsItTakes(Cause cause) {
        Rig rig = rig(cause == Cause.BLOCK ? DeviceType.BLOCK : DeviceType.NET);
        VirtualFunction vf = rig.pf.vf(0);
        cause.happen(vf);
        rig.time.runFor(DMA);
        assertThat(vf.counters().interrupts()).isEqualTo(1);
        rig.time.runFor(INTERRUPT - 1);
        assertThat(vf.isQuiet()).isFalse();
        rig.time.runFor(1);
        assertThat(vf.isQuiet()).isTrue();
    }

    /** Virtio 1.4, 2.7.7: VIRTQ_AVAIL_F_NO_INTERRUPT. */
    @ParameterizedTest
    @EnumSource
    void withoutAnInterruptNothingIsOutstandingBehindTheDma(Cause cause) {
        Rig rig = rig(cause == Cause.BLOCK ? DeviceType.BLOCK : DeviceType.NET);
        VirtualFunction vf = rig.pf.vf(0);
        vf.space().memory().putU16((1L + 2L * cause.queue) * 4096 + 512, SplitRing.AVAIL_NO_INTERRUPT);
        cause.happen(vf);
        rig.time.runFor(DMA - 1);
        assertThat(vf.isQuiet()).isFalse();
        rig.time.runFor(1);
        assertThat(vf.isQuiet()).isTrue();
        assertThat(vf.counters().dmas()).isEqualTo(1);
        assertThat(vf.counters().interrupts()).isZero();
    }

    /** Virtio 1.4, 2.1.1: a device that needs a reset tells so by the vector for its configuration, if there is one. */
    @Test
    void brokenRingIsReportedByTheConfigurationVectorOnly() {
        for (int vector : new int[] {0, 0xffff}) {
            Rig rig = rig(DeviceType.NET);
            VirtualFunction vf = rig.pf.vf(0);
            vf.writeCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR, vector);
            vf.space().memory().putU16(3L * 4096 + 512 + 2, 1000);
            vf.ringDoorbell(1);
            rig.time.runFor(DMA);
            assertThat(vf.trouble()).isPresent();
            assertThat(vf.isQuiet()).isEqualTo(vector == 0xffff);
            assertThat(vf.counters().interrupts()).isEqualTo(vector == 0xffff ? 0 : 1);
        }
    }

    @Test
    void secondTransactionIsRefused() {
        VirtualFunction vf = rig(DeviceType.NET).pf.vf(0);
        VfEvents events = new VfEvents(0);
        VfEngine engine = new VfEngine(
                vf,
                new VfState(new NetShape(DeviceType.NET, 1, 0x02)),
                new VfBus(new Agenda(), LatencyModel.NONE),
                events,
                Set.of());
        engine.beginDma(() -> false);
        assertThatThrownBy(() -> engine.beginDma(() -> false)).hasMessage("VF 0 has a transaction outstanding");
        assertThat(events.counters().dmas()).isEqualTo(1);
    }

    @Test
    void packetsThatWaitForTheBusAreDroppedWhenTheDeviceIsStopped() {
        Rig rig = rig(DeviceType.NET);
        VirtualFunction vf = rig.pf.vf(0);
        for (int packet = 0; packet < 4; packet++) {
            vf.receivePacket(Rig.PACKET);
        }
        rig.stop(0);
        assertThat(vf.counters().packetsReceived()).isEqualTo(1);
        assertThat(vf.counters().packetsDropped()).isEqualTo(3);
        rig.resume(0);
        rig.time.runAll();
        assertThat(vf.counters().packetsReceived()).isEqualTo(1);
    }

    @Test
    void functionThatDisappearsIsAtItsDefaultsAndHasNothingOutstanding() {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(0);
        String defaults = vf.describe();
        vf.initialise();
        vf.guest().transmit();
        rig.stop(0);
        vf.guest().transmit();
        Recorder recorder = Recorder.on(vf);
        vf.disappear();
        rig.time.runAll();
        assertThat(recorder.events).containsExactly("RUNNING", "reset");
        assertThat(vf.counters().resets()).isEqualTo(1);
        assertThat(vf.describe()).isEqualTo(defaults);
    }

    @Test
    void resetForgetsWhatWasToBeLookedAt() {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(0);
        Recorder recorder = Recorder.on(vf);
        rig.stop(0);
        vf.ringDoorbell(1);
        rig.resume(0);
        vf.initialise();
        rig.time.runAll();
        assertThat(recorder.events).doesNotContain("served 1");
        assertThat(vf.counters().dmas()).isZero();
    }

    @Test
    void partsThatAreSetAreReportedToTheObserver() {
        Rig rig = rig(DeviceType.NET);
        rig.createObjects(0);
        List<Integer> told = new ArrayList<>();
        rig.pf.vf(0).observe(new VfObserver() {
            @Override
            public void partsSet(int vf) {
                told.add(vf);
            }
        });
        rig.stop(0);
        rig.ok(Cmd.set(1, Rig.setId(0), rig.getAll(0)));
        assertThat(told).containsExactly(0);
    }

    /** Locally administered, unicast, the low 16 bits of the seed and those of the index. */
    @Test
    void macAddressTellsHostsAndFunctionsApart() {
        Rig rig = Rig.ready(PfConfig.of(2).withSeed(0x7_1234));
        assertThat(rig.pf.vf(0).macAddress()).isEqualTo(0x0000_1234_0002L);
        assertThat(rig.pf.vf(1).macAddress()).isEqualTo(0x0001_1234_0002L);
    }
}
