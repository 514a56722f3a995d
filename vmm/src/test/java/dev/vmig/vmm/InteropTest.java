package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which driver works with which device (K-14). */
class InteropTest {
    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    @Tag("ADM-DRV-02")
    @Tag("ADM-DRV-07")
    void contractWorksWithBoth(DeviceProfile device) throws ErrnoException {
        assertThat(host(device, DriverProfile.CONTRACT).driver(0).features())
                .isEqualTo(FeatureSet.STOP_COPY_P2P_PRE_COPY);
    }

    @Test
    void linuxWorksWithADeviceMadeForIt() throws ErrnoException {
        assertThat(host(DeviceProfile.LINUX, DriverProfile.LINUX).driver(0).features())
                .isEqualTo(FeatureSet.STOP_COPY_P2P_PRE_COPY);
    }

    @Test
    void linuxDoesNotOfferMigrationOfADeviceThatFollowsTheSpecificationByTheLetter() {
        Host host = host(DeviceProfile.STRICT, DriverProfile.LINUX);
        assertThat(host.parts().refusal()).isPresent();
        assertThatThrownBy(() -> host.driver(0).features())
                .hasMessageStartingWith("ENOTTY: migration is not offered: ");
    }

    private static Host host(DeviceProfile device, DriverProfile driver) {
        return new Host(
                PfConfig.of(1).withProfile(device),
                driver,
                DriverOptions.DEFAULT,
                new VirtualTime(),
                HostObserver.NONE);
    }
}
