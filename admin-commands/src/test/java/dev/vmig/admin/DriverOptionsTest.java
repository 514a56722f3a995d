package dev.vmig.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver can be opened with. */
class DriverOptionsTest {
    @ParameterizedTest
    @DisplayName("no image keeps to a maximum below 1, and none above the limit fits into a command")
    @ValueSource(ints = {-1, 0, DriverOptions.IMAGE_BYTES_LIMIT + 1})
    void maximumImageBytes(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriverOptions.DEFAULT.withMaximumImageBytes(bytes))
                .withMessage("maximumImageBytes: %d (expected: 1 to 2147418111)", bytes);
    }

    @ParameterizedTest
    @DisplayName("a Virtio device type is a number of 16 bits, and 0 is none")
    @ValueSource(ints = {-1, 0, 0x10000})
    void deviceType(int type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriverOptions.DEFAULT.withDescription(type))
                .withMessage("describedAs: %d (expected: 1 to 65535)", type);
    }

    @ParameterizedTest
    @DisplayName("Virtio 1.4, 2.12: member ids are 1 to 65535, the number of the VF is one less")
    @ValueSource(ints = {-1, 0xffff})
    void vfIndex(int vfIndex) {
        Fixture vf = Fixture.contract();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vf.open(vfIndex, DriverOptions.DEFAULT))
                .withMessage("vfIndex: %d (expected: 0 to 65534)", vfIndex);
    }

    @Test
    @DisplayName("an image of exactly the maximum is taken from the device")
    void largestImage() throws Exception {
        Fixture vf = new Fixture(DriverProfile.CONTRACT, DriverOptions.DEFAULT.withMaximumImageBytes(5));
        assertThat(Fixture.read(vf.fileAt(MigrationState.STOP_COPY), 100)).isEqualTo(Fixture.image("image"));
    }

    @Test
    @DisplayName("time between two images of a running device does not run backwards")
    void refreshInterval() {
        assertThat(DriverOptions.DEFAULT
                        .withRefreshInterval(Duration.ofSeconds(3))
                        .refreshInterval())
                .isEqualTo(Duration.ofSeconds(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriverOptions.DEFAULT.withRefreshInterval(Duration.ofNanos(-1)))
                .withMessage("refreshInterval: PT-0.000000001S (expected: not negative)");
    }

    @ParameterizedTest
    @DisplayName("a quirk is listed in the documents under its own name")
    @EnumSource
    void quirks(Quirk quirk) {
        assertThat(quirk.id()).isEqualTo(quirk.name().replace('_', '-'));
    }
}
