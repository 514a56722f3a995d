package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.legacy.LegacyIoDevice;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.device.DevicePersonality;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Migration with and without the legacy commands: neither needs the other (patch 7 of the series). */
class LegacyMigrationTest {
    private final VirtualTime time = new VirtualTime();

    private Host host(boolean device, boolean driver) {
        return host(device, DriverProfile.CONTRACT.withLegacyIo(driver));
    }

    private Host host(boolean device, DriverProfile driver) {
        PfConfig config = PfConfig.of(1)
                .withProfile(DeviceProfile.LINUX)
                .withPersonality(DevicePersonality.DEFAULT.withLegacyIo(device));
        return new Host(config, driver, DriverOptions.DEFAULT, time, HostObserver.NONE);
    }

    private MigrationResult migrate(Host source, Host target) {
        return LiveMigration.run(
                List.of(new DevicePair("vf0", source.driver(0), target.driver(0))), MigrationPlan.DEFAULT, time);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false",
        "true,  false, false, false",
        "false, true,  false, true",
        "true,  true,  true,  true",
        "true,  true,  false, false",
    })
    void migrationWorksWhicheverOfDevicesAndDriversHaveLegacy(
            boolean sourceDevice, boolean sourceDriver, boolean targetDevice, boolean targetDriver)
            throws ErrnoException {
        Host source = host(sourceDevice, sourceDriver);
        Host target = host(targetDevice, targetDriver);
        assertThat(source.legacy(0).isPresent()).isEqualTo(sourceDevice && sourceDriver);
        source.owner().vf(0).initialise();
        source.owner().vf(0).traffic().start(1_000_000);
        time.pass(Duration.ofMillis(20));
        assertThat(migrate(source, target).failure()).isEmpty();
        assertThat(target.owner().vf(0).describe())
                .isEqualTo(source.owner().vf(0).describe());
    }

    @Test
    void soItDoesWithTheDriverOfLinux() throws ErrnoException {
        Host source = host(true, DriverProfile.LINUX.withLegacyIo(true));
        Host target = host(false, DriverProfile.LINUX.withLegacyIo(true));
        assertThat(source.legacy(0)).isPresent();
        assertThat(target.legacy(0)).isEmpty();
        source.owner().vf(0).initialise();
        assertThat(migrate(source, target).failure()).isEmpty();
        assertThat(target.owner().vf(0).describe())
                .isEqualTo(source.owner().vf(0).describe());
    }

    /** The guest's driver knows the emulated BAR only; what it set up goes with the device parts, the rest with the VMM. */
    @Test
    void legacyGuestIsMigratedByThePartsAloneAndGoesOnAtTheTarget() throws ErrnoException {
        Host source = host(true, true);
        Host target = host(true, true);
        LegacyIoDevice before = source.legacy(0).orElseThrow();
        LegacyIoDevice after = target.legacy(0).orElseThrow();
        setUp(before);
        notifyTransmit(before, source.owner().vf(0));
        assertThat(migrate(source, target).failure()).isEmpty();
        // The VMM restores the configuration space: I/O decoding, and MSI-X enabled.
        after.writeConfig(4, before.readConfig(4, 2));
        after.writeConfig(66, before.readConfig(66, 2));
        for (LegacyCommonCfgField field : LegacyCommonCfgField.values()) {
            assertThat(after.read(field.offset(), field.length()))
                    .as(field.name())
                    .isEqualTo(before.read(field.offset(), field.length()));
        }
        assertThat(after.read(24, 6)).as("MAC address").isEqualTo(before.read(24, 6));
        notifyTransmit(after, target.owner().vf(0));
    }

    private void setUp(LegacyIoDevice guest) throws ErrnoException {
        guest.writeConfig(4, new byte[] {5, 0});
        guest.writeConfig(66, new byte[] {0, (byte) 0x80});
        guest.write(18, new byte[] {3});
        guest.write(4, guest.read(0, 4));
        for (byte queue = 0; queue < 5; queue++) {
            guest.write(14, new byte[] {queue, 0});
            assertThat(guest.read(12, 2)).as("size of queue %d", queue).containsExactly(0, 1);
            guest.write(22, new byte[] {(byte) (queue + 1), 0});
            guest.write(8, new byte[] {(byte) (0x10 * queue), 1, 0, 0});
        }
        guest.write(18, new byte[] {7});
    }

    private void notifyTransmit(LegacyIoDevice guest, VirtualFunction vf) throws ErrnoException {
        long served = vf.counters().doorbells();
        guest.write(16, new byte[] {1, 0});
        time.pass(Duration.ofMillis(1));
        assertThat(vf.counters().doorbells()).isEqualTo(served + 1);
        assertThat(vf.isQuiet()).isTrue();
    }

    @Test
    void resetThroughTheDriverSwitchesIoDecodingOff() throws ErrnoException {
        Host host = host(true, true);
        LegacyIoDevice guest = host.legacy(0).orElseThrow();
        setUp(guest);
        host.driver(0).reset();
        assertThat(catchThrowableOfType(ErrnoException.class, () -> guest.read(18, 1))
                        .errno())
                .isEqualTo(Errno.EIO);
        guest.writeConfig(4, new byte[] {1, 0});
        assertThat(guest.read(18, 1)).containsExactly(0);
    }
}
