package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.FaultPlan;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveMigrationTest {
    private final VirtualTime time = new VirtualTime();

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    @Tag("DP-TXT-09")
    void targetHoldsWhatTheSourceHeldWhenItStopped(int features) {
        Host source = host(PfConfig.of(2).withSeed(7), features);
        Host target = host(PfConfig.of(2).withSeed(7), features);
        busy(source);

        MigrationResult result = LiveMigration.run(pairs(source, target), MigrationPlan.DEFAULT, time);

        assertThat(result.failure()).isEmpty();
        for (int vf = 0; vf < 2; vf++) {
            assertThat(target.owner().vf(vf).describe())
                    .isEqualTo(source.owner().vf(vf).describe());
            assertThat(target.owner().vf(vf).mode()).isEqualTo(DeviceMode.RUNNING);
            assertThat(source.owner().vf(vf).mode()).isEqualTo(DeviceMode.STOPPED);
        }
        assertThat(source.owner().objects()).isZero();
        assertThat(target.owner().objects()).isZero();
        assertThat(result.downtime()).isPositive().isLessThan(result.total());
    }

    @Test
    void failureAtTheTargetLetsTheSourceRunOn() throws ErrnoException {
        Host source = host(PfConfig.of(1).withSeed(3), 7);
        FaultPlan busy =
                FaultPlan.none().on(0, Opcode.DEV_PARTS_SET, 2).answers(AdminStatus.EBUSY, StatusQualifier.TRYAGAIN);
        Host target = host(PfConfig.of(1).withSeed(3).withFaults(busy), 7);
        busy(source);

        MigrationResult result = LiveMigration.run(pairs(source, target), MigrationPlan.DEFAULT, time);

        assertThat(result.failure()).hasValueSatisfying(why -> assertThat(why).startsWith("target vf0: write: EBUSY"));
        assertThat(source.driver(0).state()).isEqualTo(MigrationState.RUNNING);
        assertThat(source.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
        assertThat(source.owner().objects() + target.owner().objects()).isZero();
    }

    /** U-9: the destination fails at the last moment, and the source must run on from STOP. */
    @Test
    void failureAfterTheSourceStoppedLetsItRunOn() throws ErrnoException {
        Host source = host(PfConfig.of(1).withSeed(3), 7);
        FaultPlan refusal =
                FaultPlan.none().on(0, Opcode.DEV_MODE_SET, 2).answers(AdminStatus.EBUSY, StatusQualifier.TRYAGAIN);
        Host target = host(PfConfig.of(1).withSeed(3).withFaults(refusal), 7);
        busy(source);

        MigrationResult result = LiveMigration.run(pairs(source, target), MigrationPlan.DEFAULT, time);

        assertThat(result.failure())
                .hasValueSatisfying(why -> assertThat(why).startsWith("target vf0: to RUNNING: EBUSY"));
        assertThat(source.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
    }

    @Test
    void sameSeedGivesTheSameRun() {
        assertThat(run(5)).isEqualTo(run(5));
        assertThat(run(5).timeline()).isNotEqualTo(run(6).timeline());
    }

    private static MigrationResult run(long seed) {
        LiveMigrationTest test = new LiveMigrationTest();
        Host source = test.host(PfConfig.of(1).withSeed(seed), 7);
        Host target = test.host(PfConfig.of(1).withSeed(seed), 7);
        test.busy(source);
        return LiveMigration.run(pairs(source, target), MigrationPlan.DEFAULT, test.time);
    }

    private Host host(PfConfig config, int features) {
        return new Host(
                config,
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(FeatureSet.of(features)),
                time,
                HostObserver.NONE);
    }

    private void busy(Host host) {
        host.owner().vfs().forEach(vf -> {
            vf.initialise();
            vf.traffic().start(100_000);
        });
        time.pass(Duration.ofMillis(50));
    }

    private static List<DevicePair> pairs(Host source, Host target) {
        return IntStream.range(0, source.drivers().size())
                .mapToObj(vf -> new DevicePair("vf" + vf, source.driver(vf), target.driver(vf)))
                .toList();
    }
}
