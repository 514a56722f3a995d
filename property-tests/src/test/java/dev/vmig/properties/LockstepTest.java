package dev.vmig.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.admin.DriverOptions;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.FaultPlan;
import dev.vmig.device.FaultyBehaviour;
import dev.vmig.device.LatencyModel;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.properties.LockstepRun.Step;
import dev.vmig.spec.Oracle;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random calls, with failing commands and with resets at any moment, against the reference driver and the simulated device
 * in lockstep with {@code VirtioVf}: whatever the driver and the device do must be among what the spec allows.
 */
class LockstepTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static @Nullable SpecMoves moves;
    private static long began;
    private static int taken;

    @BeforeContainer
    static void open() {
        Oracle oracle = ORACLES.virtioVf(LockstepRun.ERRNOS, Set.of());
        moves = SpecMoves.ofVirtioVf(oracle);
        began = System.nanoTime();
    }

    @AfterContainer
    static void close() {
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("short walks by jqwik: %d steps, %.0f a second%n", taken, taken / seconds);
        ORACLES.close();
    }

    @Property(tries = 6_000, shrinking = ShrinkingMode.BOUNDED)
    @Tag("L-14")
    @Tag("L-26")
    @Tag("L-28")
    @Tag("L-35")
    @Tag("L-41")
    @Tag("L-43")
    @Tag("L-45")
    @Tag("L-46")
    @Tag("L-48")
    @Tag("L-103")
    @Tag("L-109")
    @Tag("L-111")
    @Tag("L-113")
    @Tag("DP-DRV-01")
    @Tag("DP-TXT-12")
    @Tag("DP-DEV-10")
    @Tag("DP-DEV-11")
    @Tag("DP-DEV-18")
    @Tag("DP-DEV-19")
    void driverAndDeviceDoWhatTheSpecAllows(
            @ForAll("features") FeatureSet features,
            @ForAll("faults") List<PlannedFault> faults,
            @ForAll("steps") List<Step> steps,
            @ForAll DeviceProfile profile) {
        LockstepRun run =
                new LockstepRun(moves(), config(faults, profile), DriverOptions.DEFAULT.withFeatures(features));
        steps.forEach(run::take);
        taken += steps.size();
        run.checkAtRest();
    }

    /** The same without faults goes deeper: nothing ends early. */
    @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED)
    void soundDeviceAndUndisturbedDriverLeaveNothingBehind(@ForAll("calls") List<Step> steps) {
        LockstepRun run = new LockstepRun(moves(), config(List.of(), DeviceProfile.STRICT), DriverOptions.DEFAULT);
        steps.forEach(run::take);
        taken += steps.size();
        run.checkAtRest();
        run.take(new Step.Reset());
        assertThat(run.host().owner().objects()).isZero();
        assertThat(run.host().driver(0).ledger().openSessions()).isZero();
    }

    /** The check can fail: devices that break the rules while they are stopped, or do not wait for what is outstanding. */
    @Example
    void brokenDevicesAreFoundOut() {
        assertFoundOut(FaultyBehaviour.INTERRUPT_WHILE_STOPPED, "an interrupt of the device");
        assertFoundOut(FaultyBehaviour.DMA_WHILE_STOPPED, "a DMA of the device");
        assertFoundOut(FaultyBehaviour.STOP_WITHOUT_DRAINING, "that DEV_MODE_SET STOPPED fails");
    }

    private static void assertFoundOut(FaultyBehaviour behaviour, String symptom) {
        // Transactions that last longer than a command are outstanding when the stop arrives.
        PfConfig broken = config(List.of(), DeviceProfile.STRICT)
                .withBroken(behaviour)
                .withLatency(new LatencyModel(2_000, 500, 100, 50_000, 300, 5_000));
        LockstepRun run = new LockstepRun(moves(), broken, DriverOptions.DEFAULT);
        assertThatThrownBy(() -> {
                    for (int round = 0; round < 20; round++) {
                        run.take(new Step.Doorbell());
                        run.take(new Step.Pass(round * 100));
                        run.take(new Step.SetState(MigrationState.STOP.value()));
                        run.take(new Step.Doorbell());
                        run.take(new Step.Pass(100_000));
                        run.take(new Step.SetState(MigrationState.RUNNING.value()));
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(symptom);
    }

    static SpecMoves moves() {
        SpecMoves open = moves;
        if (open == null) {
            throw new IllegalStateException("not opened");
        }
        return open;
    }

    /** A command that is to fail. */
    record PlannedFault(Opcode opcode, int nth, AdminStatus status) {}

    static PfConfig config(List<PlannedFault> faults, DeviceProfile profile) {
        FaultPlan plan = FaultPlan.none();
        for (PlannedFault fault : faults) {
            plan = plan.on(0, fault.opcode(), fault.nth()).answers(fault.status(), StatusQualifier.INVALID_COMMAND);
        }
        return PfConfig.of(1)
                .withProfile(profile)
                .withLatency(new LatencyModel(2_000, 500, 100, 800, 300, 5_000))
                .withFaults(plan)
                .withSeed(LockstepRun.SEED);
    }

    @Provide
    Arbitrary<FeatureSet> features() {
        return Arbitraries.of(FeatureSet.STOP_COPY_P2P, FeatureSet.STOP_COPY_P2P_PRE_COPY);
    }

    @Provide
    Arbitrary<List<PlannedFault>> faults() {
        Arbitrary<Opcode> opcodes = Arbitraries.of(
                Opcode.DEV_MODE_SET,
                Opcode.RESOURCE_OBJ_CREATE,
                Opcode.RESOURCE_OBJ_DESTROY,
                Opcode.DEV_PARTS_METADATA_GET,
                Opcode.DEV_PARTS_GET,
                Opcode.DEV_PARTS_SET);
        Arbitrary<AdminStatus> statuses = Arbitraries.of(
                AdminStatus.EAGAIN, AdminStatus.EBUSY, AdminStatus.EINVAL, AdminStatus.ENOMEM, AdminStatus.ENXIO);
        return Combinators.combine(opcodes, Arbitraries.integers().between(1, 3), statuses)
                .as(PlannedFault::new)
                .list()
                .ofMaxSize(4)
                .uniqueElements(fault -> List.of(fault.opcode(), fault.nth()));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> resets = Arbitraries.oneOf(
                Arbitraries.just(new Step.Reset()),
                Arbitraries.integers().between(1, 12_000).map(Step.ResetSoon::new));
        return Arbitraries.frequencyOf(Tuple.of(8, call()), Tuple.of(1, resets))
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<Step>> calls() {
        return call().list().ofMaxSize(40);
    }

    private static Arbitrary<Step> call() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 8).map(Step.SetState::new)),
                // The states of a migration, so that many walks get far into one.
                Tuple.of(5, Arbitraries.of(2, 3, 4, 6).map(Step.SetState::new)),
                Tuple.of(3, Arbitraries.of(1, 15, 16, 17, 400, 4_000).map(Step.Read::new)),
                Tuple.of(4, Arbitraries.of(0, 1, 15, 16, 17, 400, 4_000).map(Step.Write::new)),
                Tuple.of(1, Arbitraries.just(new Step.WriteDamaged())),
                Tuple.of(1, Arbitraries.just(new Step.DataSize())),
                Tuple.of(2, Arbitraries.just(new Step.PrecopyInfo())),
                Tuple.of(2, Arbitraries.just(new Step.Doorbell())),
                Tuple.of(1, Arbitraries.just(new Step.GuestReset())),
                Tuple.of(2, Arbitraries.of(1, 1_000, 600_000_000).map(Step.Pass::new)));
    }
}
