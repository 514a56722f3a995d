package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Ledger;
import dev.vmig.admin.Quirk;
import dev.vmig.codec.Opcode;
import dev.vmig.device.DeviceMode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.properties.stress.ResetBench.Disturbance;
import dev.vmig.properties.stress.ResetBench.Scenario;
import dev.vmig.vmm.MigrationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reset at every step of every call. */
@Tag("stress")
class ResetInterleavingTest {
    private static final Ledger NOTHING = new Ledger(Set.of(), 0, 0);

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    @Tag("L-32")
    @Tag("L-100")
    @Tag("L-103")
    @Tag("L-106")
    void functionResetAtAnyStepLeavesADeviceAsNew(int features) throws ErrnoException {
        everyStep(features, Disturbance.FUNCTION_RESET);
    }

    /** Each pair of moments: also while the first reset is being handled, whose commands the second one waits for. */
    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    @Tag("L-105")
    void noneOfTwoResetsIsLost(int features) throws ErrnoException {
        for (Scenario scenario : ResetScenarios.of(features)) {
            int steps = ResetBench.steps(scenario);
            for (int first = 1; first < steps; first++) {
                for (int second = 0; disturbed(scenario, Disturbance.FUNCTION_RESET, first, second) == 2; second++) {
                    // As long as the call goes on.
                }
            }
        }
    }

    /** The owner's reset changes no state of a VF; the VMM sees that commands fail and resets the function. */
    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    @Tag("L-114")
    void ownerResetAtAnyStepIsOverWithTheNextFunctionReset(int features) throws ErrnoException {
        everyStep(features, Disturbance.OWNER_RESET);
    }

    private static void everyStep(int features, Disturbance disturbance) throws ErrnoException {
        int runs = 0;
        for (Scenario scenario : ResetScenarios.of(features)) {
            int steps = ResetBench.steps(scenario);
            for (int step = 1; step < steps; step++) {
                assertThat(disturbed(scenario, disturbance, step)).isEqualTo(1);
                runs++;
            }
        }
        assertThat(runs).isGreaterThan(100);
    }

    /** Disturbs a call and checks what is left; returns how often it was disturbed. */
    private static int disturbed(Scenario scenario, Disturbance disturbance, int... after) throws ErrnoException {
        ResetBench bench = ResetBench.disturbed(scenario, DriverProfile.CONTRACT, disturbance, after);
        check(
                bench,
                scenario,
                disturbance,
                "%s, %s after steps %s".formatted(scenario, disturbance, Arrays.toString(after)));
        return bench.disturbances();
    }

    private static void check(ResetBench bench, Scenario scenario, Disturbance disturbance, String where)
            throws ErrnoException {
        if (disturbance == Disturbance.OWNER_RESET) {
            checkAborted(bench, where);
            bench.driver().reset();
        } else if (scenario.stopsAtReset()) {
            assertThat(bench.answer()).as(where).isEqualTo("EIO");
        }
        assertThat(bench.driver().state()).as(where).isEqualTo(MigrationState.RUNNING);
        checkNothingLeft(bench, where);
        assertThat(bench.migrateThereAndBack()).as(where).allMatch(MigrationResult::completed);
        assertThat(bench.host().owner().objects()).as(where).isZero();
    }

    private static void checkNothingLeft(ResetBench bench, String where) {
        assertThat(bench.vf().mode()).as(where).isEqualTo(DeviceMode.RUNNING);
        assertThat(bench.host().owner().objects()).as(where).isZero();
        assertThat(bench.driver().ledger()).as(where).isEqualTo(NOTHING);
        assertThat(bench.watch().breaches()).as(where).isEmpty();
        for (DataFile file : bench.files()) {
            assertThat(deadErrnos(file)).as(where).containsOnly(Errno.ENODEV);
        }
    }

    /** There is no driver any more that could be asked or migrated; the device must run for the next one (K-15). */
    @ParameterizedTest
    @EnumSource(Disturbance.class)
    @Tag("L-32")
    void resetDuringCloseChangesNothing(Disturbance disturbance) throws ErrnoException {
        for (Scenario closing : ResetScenarios.closing()) {
            int steps = ResetBench.steps(closing);
            for (int step = 1; step < steps; step++) {
                ResetBench bench = ResetBench.disturbed(closing, DriverProfile.CONTRACT, disturbance, step);
                checkNothingLeft(bench, closing + ", " + disturbance + " at step " + step);
            }
        }
    }

    /** A command that is pending fails with EIO; one that destroys an object fails nothing. */
    private static void checkAborted(ResetBench bench, String where) {
        if (bench.watch().aborted().stream().anyMatch(opcode -> opcode != Opcode.RESOURCE_OBJ_DESTROY)) {
            assertThat(bench.answer()).as(where).isEqualTo("EIO");
        } else {
            assertThat(bench.answer()).as(where).isIn("OK", "EOPNOTSUPP", "ENXIO");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP_COPY", "RESUMING", "PRE_COPY", "PRE_COPY_P2P"})
    @Tag("L-104")
    void resetOfAnIdleDeviceDestroysItsObjectAndSendsNoMode(MigrationState state) throws ErrnoException {
        ResetBench bench = new ResetBench(FeatureSet.STOP_COPY_P2P_PRE_COPY, DriverProfile.CONTRACT);
        bench.setState(state);
        int before = bench.watch().issued().size();
        bench.driver().reset();
        assertThat(bench.watch().issued().stream().skip(before)).containsExactly(Opcode.RESOURCE_OBJ_DESTROY);
        assertThat(bench.vf().counters().resets()).isEqualTo(1);
    }

    /** K-5: the request goes on to its end, and success is answered although the reset has ended the session. */
    @Test
    @Tag("L-103")
    void driverThatGoesOnAfterAResetIsFound() {
        Scenario saving = scenario("STOP to STOP_COPY");
        DriverProfile broken = new DriverProfile(Set.of(Quirk.K_5), false);
        assertThatThrownBy(() -> check(
                        ResetBench.disturbed(saving, broken, Disturbance.FUNCTION_RESET, 2),
                        saving,
                        Disturbance.FUNCTION_RESET,
                        "K-5"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("[K-5]", "expected: \"EIO\"", "but was: \"OK\"");
    }

    private static Scenario scenario(String name) {
        return ResetScenarios.of(7).stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Errno> deadErrnos(DataFile file) {
        return List.of(
                errno(() -> file.read(new byte[8], 0, 8)),
                errno(() -> file.write(new byte[8], 0, 8)),
                errno(file::precopyInfo));
    }

    private static Errno errno(ThrowingCallable call) {
        return catchThrowableOfType(ErrnoException.class, call).errno();
    }
}
