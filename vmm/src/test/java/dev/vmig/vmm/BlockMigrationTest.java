package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.DevicePersonality;
import dev.vmig.device.DeviceType;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Migration of block devices, which Linux has taken since commit 844e31bb. */
class BlockMigrationTest {
    private final VirtualTime time = new VirtualTime();

    private Host host(DeviceType type) {
        PfConfig config = PfConfig.of(1).withPersonality(DevicePersonality.DEFAULT.withType(type));
        return new Host(config, DriverProfile.CONTRACT, DriverOptions.DEFAULT, time, HostObserver.NONE);
    }

    private MigrationResult migrate(Host source, Host target) {
        source.owner().vf(0).initialise();
        source.owner().vf(0).traffic().start(1_000_000);
        time.pass(Duration.ofMillis(20));
        return LiveMigration.run(
                List.of(new DevicePair("vf0", source.driver(0), target.driver(0))), MigrationPlan.DEFAULT, time);
    }

    @Test
    void blockDeviceMigratesWithTheCommonParts() {
        Host source = host(DeviceType.BLOCK);
        Host target = host(DeviceType.BLOCK);
        assertThat(migrate(source, target).failure()).isEmpty();
        assertThat(target.owner().vf(0).describe())
                .isEqualTo(source.owner().vf(0).describe());
        assertThat(target.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
    }

    @Test
    void deviceOfAnotherKindRefusesTheFirstImageAndTheSourceRunsOn() throws ErrnoException {
        Host source = host(DeviceType.BLOCK);
        Host target = host(DeviceType.NET);
        assertThat(migrate(source, target).failure())
                .hasValueSatisfying(why -> assertThat(why).startsWith("target vf0: write: EINVAL"));
        assertThat(source.owner().vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
        assertThat(target.legacy(0)).isEmpty();
    }
}
