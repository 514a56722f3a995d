package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.Opcode;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.DevicePersonality;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.DeviceType;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VfObserver;
import dev.vmig.fsm.FeatureSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Newer and older ends of a stream, and devices that do not fit. */
class CompatibilityTest {
    private static final DriverOptions PLAIN = DriverOptions.DEFAULT;
    private static final DriverOptions DESCRIBED = DriverOptions.DEFAULT.withDescription(1);

    private final VirtualTime time = new VirtualTime();
    private boolean sourceWasStopped;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void newerSourceIsLoadedByAnOlderTarget(boolean linux) {
        PfConfig config = PfConfig.of(1).withProfile(DeviceProfile.LINUX);
        DriverProfile older = linux ? DriverProfile.LINUX : DriverProfile.CONTRACT;
        MigrationResult result = migrate(
                host(config, DriverProfile.CONTRACT, DESCRIBED, HostObserver.NONE),
                host(config, older, PLAIN, HostObserver.NONE));
        assertThat(result.failure()).isEmpty();
    }

    @Test
    void olderSourceIsLoadedByANewerTarget() {
        MigrationResult result = migrate(
                host(PfConfig.of(1), DriverProfile.LINUX, PLAIN, HostObserver.NONE, DeviceProfile.LINUX),
                host(PfConfig.of(1), DriverProfile.CONTRACT, DESCRIBED, HostObserver.NONE, DeviceProfile.LINUX));
        assertThat(result.failure()).isEmpty();
    }

    /** With the description the reason is a sentence; without it the device refuses the first image. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void devicesThatDoNotFitAreRefusedBeforeTheSwitchover(boolean described) {
        DriverOptions options = described ? DESCRIBED : PLAIN;
        MigrationResult result = migrate(
                host(PfConfig.of(1).withQueuePairs(2), DriverProfile.CONTRACT, options, HostObserver.NONE),
                host(PfConfig.of(1).withQueuePairs(4), DriverProfile.CONTRACT, options, HostObserver.NONE));
        assertThat(result.failure())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("target vf0: write: EINVAL: record at byte 0 of the stream: ")
                        .contains(described ? "queues 5 (expected: 9, as the target)" : "DEV_PARTS_SET of member 1"));
        assertThat(sourceWasStopped).isFalse();
        assertThat(result.downtime()).isEqualTo(Duration.ZERO);
    }

    @Test
    void diskIsNoNetworkCard() {
        PfConfig disk = PfConfig.of(1).withPersonality(DevicePersonality.DEFAULT.withType(DeviceType.BLOCK));
        MigrationResult result = migrate(
                host(PfConfig.of(1), DriverProfile.CONTRACT, PLAIN, HostObserver.NONE),
                host(disk, DriverProfile.CONTRACT, PLAIN, HostObserver.NONE));
        assertThat(result.completed()).isFalse();
        assertThat(sourceWasStopped).isFalse();
    }

    /** U-1: a reset takes away what was loaded; the state RUNNING that it leaves is not the end of a migration. */
    @Test
    void targetThatWasResetIsAbandoned() {
        Host[] target = new Host[1];
        HostObserver resetsAfterTheImage = new HostObserver() {
            @Override
            public void completed(byte[] command, AdminCompletion completion) {
                CommandView view = new CommandView().wrap(command, 0, command.length);
                if (Opcode.of(view.opcode()) == Opcode.DEV_PARTS_SET) {
                    time.after(0, () -> target[0].driver(0).reset());
                }
            }
        };
        DriverOptions noPreCopy = PLAIN.withFeatures(FeatureSet.STOP_COPY_P2P);
        target[0] = host(PfConfig.of(1), DriverProfile.CONTRACT, noPreCopy, resetsAfterTheImage);
        Host source = host(PfConfig.of(1), DriverProfile.CONTRACT, noPreCopy, HostObserver.NONE);
        MigrationResult result = migrate(source, target[0]);
        assertThat(result.failure())
                .hasValue("target vf0: state: RUNNING (expected: RESUMING): it was reset, and the state is lost");
        assertThat(source.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
    }

    private MigrationResult migrate(Host source, Host target) {
        source.owner().vf(0).initialise();
        source.owner().vf(0).observe(new VfObserver() {
            @Override
            public void modeChanged(int vf, DeviceMode mode) {
                sourceWasStopped |= mode == DeviceMode.STOPPED;
            }
        });
        return LiveMigration.run(
                List.of(new DevicePair("vf0", source.driver(0), target.driver(0))), MigrationPlan.DEFAULT, time);
    }

    private Host host(
            PfConfig config,
            DriverProfile profile,
            DriverOptions options,
            HostObserver observer,
            DeviceProfile device) {
        return host(config.withProfile(device), profile, options, observer);
    }

    private Host host(PfConfig config, DriverProfile profile, DriverOptions options, HostObserver observer) {
        return new Host(config, profile, options, time, observer);
    }
}
