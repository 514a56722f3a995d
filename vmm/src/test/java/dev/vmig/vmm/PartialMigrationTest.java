package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole migrations with partial images: driver, stream and device together, the guest at work. */
class PartialMigrationTest {
    private static final DriverOptions PARTIAL =
            DriverOptions.DEFAULT.withPartialImages(true).withRefreshInterval(Duration.ZERO);

    private final VirtualTime time = new VirtualTime();

    private Host host(PfConfig config, DriverOptions options) {
        return new Host(config, DriverProfile.CONTRACT, options, time, HostObserver.NONE);
    }

    private static PfConfig config(long seed) {
        return PfConfig.of(1).withSeed(seed);
    }

    private void busy(Host host, int eventsPerSecond) {
        host.owner().vf(0).initialise();
        host.owner().vf(0).traffic().start(eventsPerSecond);
        time.pass(Duration.ofMillis(20));
    }

    private MigrationResult move(Host source, Host target, SwitchoverPolicy policy, int rounds) {
        MigrationPlan plan =
                new MigrationPlan(true, rounds, Duration.ofMillis(5), 1 << 20, Link.TEN_GIGABIT, policy, Set.of());
        return LiveMigration.run(List.of(new DevicePair("vf0", source.driver(0), target.driver(0))), plan, time);
    }

    @Property(tries = 60)
    void targetHoldsTheStateAtEverySwitchover(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @IntRange(min = 1, max = 20_000) int eventsPerSecond,
            @ForAll SwitchoverPolicy policy,
            @ForAll @IntRange(max = 6) int rounds) {
        PartialMigrationTest test = new PartialMigrationTest();
        Host first = test.host(config(seed), PARTIAL);
        Host second = test.host(config(seed), PARTIAL);
        Host third = test.host(config(seed), PARTIAL);
        test.busy(first, eventsPerSecond);

        assertThat(test.move(first, second, policy, rounds).failure()).isEmpty();
        assertThat(second.owner().vf(0).describe())
                .isEqualTo(first.owner().vf(0).describe());
        assertThat(second.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);

        assertThat(test.move(second, third, policy, rounds).failure()).isEmpty();
        assertThat(third.owner().vf(0).describe())
                .isEqualTo(second.owner().vf(0).describe());
    }

    @ParameterizedTest
    @EnumSource(SwitchoverPolicy.class)
    void lessIsSentThanWithWholeImages(SwitchoverPolicy policy) {
        long whole = bytes(DriverOptions.DEFAULT.withRefreshInterval(Duration.ZERO), policy);
        assertThat(bytes(PARTIAL, policy)).isLessThan(whole / 2);
    }

    private long bytes(DriverOptions options, SwitchoverPolicy policy) {
        Host source = host(config(3), options);
        busy(source, 2_000);
        return move(source, host(config(3), options), policy, 4).streamBytes();
    }

    /** With whole images a second refresh moves as much as the first: the VMM leaves after one. */
    @Test
    void vmmLeavesWhenAnotherRefreshNoLongerPays() {
        Host source = host(config(3), DriverOptions.DEFAULT.withRefreshInterval(Duration.ZERO));
        busy(source, 2_000);
        Host target = host(config(3), DriverOptions.DEFAULT);
        MigrationResult result = move(source, target, SwitchoverPolicy.WHILE_REFRESH_PAYS, 4);
        assertThat(result.timeline())
                .filteredOn(moment -> moment.what().startsWith("pre-copy: "))
                .as("the first image, and one refresh")
                .hasSize(2);
    }

    /** Refused before the downtime, the source runs on, and goes over without partial images at the next attempt. */
    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void targetThatDoesNotKnowPartialImagesCostsNoDowntime(DeviceProfile profile) throws ErrnoException {
        PfConfig config = config(3).withProfile(profile);
        Host source = host(config, PARTIAL);
        busy(source, 2_000);
        Host old = host(config, DriverOptions.DEFAULT);

        MigrationResult refused = move(source, old, SwitchoverPolicy.AT_ONCE, 2);
        assertThat(refused.failure())
                .hasValueSatisfying(why -> assertThat(why)
                        .isEqualTo(
                                "target vf0: write: EOPNOTSUPP: record at byte 0 of the stream: tag 2147483650: unknown,"
                                        + " and the record is not optional"));
        assertThat(refused.downtime()).isZero();
        assertThat(source.driver(0).state()).isEqualTo(MigrationState.RUNNING);
        assertThat(source.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);

        MigrationResult without = LiveMigration.run(
                List.of(new DevicePair("vf0", source.driver(0), old.driver(0))),
                MigrationPlan.DEFAULT.withoutPreCopy(),
                time);
        assertThat(without.failure()).isEmpty();
        assertThat(old.owner().vf(0).describe()).isEqualTo(source.owner().vf(0).describe());
    }
}
