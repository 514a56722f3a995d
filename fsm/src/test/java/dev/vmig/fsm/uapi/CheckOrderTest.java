package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.uapi.FeatureHeader.GET;
import static dev.vmig.fsm.uapi.FeatureHeader.PROBE;
import static dev.vmig.fsm.uapi.FeatureHeader.SET;
import static dev.vmig.fsm.uapi.Fixture.DATA_SIZE;
import static dev.vmig.fsm.uapi.Fixture.DEVICE_STATE;
import static dev.vmig.fsm.uapi.Fixture.MIGRATION;
import static dev.vmig.fsm.uapi.Fixture.PRECOPY_INFO_V2;
import static dev.vmig.fsm.uapi.Fixture.UNTOUCHED;
import static dev.vmig.fsm.uapi.Fixture.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order of the checks of VFIO_DEVICE_FEATURE (vfio_ioctl_device_feature in drivers/vfio/vfio_main.c of Linux). If
 * two arguments are wrong, the errno tells which was checked first.
 */
class CheckOrderTest {
    private final Fixture vf = Fixture.full();
    private final Fixture plain = Fixture.plain();

    @Test
    void accessComesBeforeEverything() {
        DeviceNode closed = new DeviceNode(() -> vf.device, vf.table, PrecopyInfoRule.CONTRACT);
        assertThat(closed.ioctl(VfioIoctl.DEVICE_FEATURE, UserBuffer.absent())).isEqualTo(error(Errno.EINVAL));
        assertThat(closed.ioctl(0, UserBuffer.absent())).isEqualTo(error(Errno.EINVAL));
    }

    /** EFAULT for a header that is not all there, though its argsz is wrong too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7})
    void headerHasToBeReadable(int length) {
        UserBuffer memory = UserBuffer.of(new byte[length]);
        assertThat(vf.node.ioctl(VfioIoctl.DEVICE_FEATURE, memory)).isEqualTo(error(Errno.EFAULT));
        assertThat(plain.node.ioctl(VfioIoctl.DEVICE_FEATURE, memory)).isEqualTo(error(Errno.EFAULT));
    }

    /** EINVAL of the header, though the device would answer ENOTTY. */
    @ParameterizedTest
    @CsvSource({"0, 0x10001", "7, 0x10001", "16, 0x90001", "16, 0x80010001", "16, 0x30002"})
    @Tag("L-5")
    @Tag("L-6")
    @Tag("L-7")
    void headerIsCheckedBeforeTheFeatureIsLookedFor(String argsz, String flags) {
        int header = Integer.parseUnsignedInt(flags.substring(2), 16);
        assertThat(plain.feature(Integer.parseInt(argsz), header, 0, 0)).isEqualTo(error(Errno.EINVAL));
        assertThat(vf.feature(Integer.parseInt(argsz), header, 0, 0)).isEqualTo(error(Errno.EINVAL));
    }

    @Test
    void tooSmallArgszIsReportedWithTheLengthOfHeaderAndData() throws Exception {
        FeatureHeader state =
                FeatureHeader.read(Argument.feature(15, DEVICE_STATE | GET).memory());
        assertThatThrownBy(() -> state.requiresAction(DeviceFeature.MIG_DEVICE_STATE))
                .hasMessage("EINVAL: argsz: 15 (expected: at least 16)");
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 24, 31})
    @Tag("L-7")
    void unknownFlagIsRefusedWithProbeToo(int bit) {
        assertThat(vf.feature(16, MIGRATION | PROBE | 1 << bit, 0, 0)).isEqualTo(error(Errno.EINVAL));
    }

    /** ENOTTY, though argsz is too small, the operation is not supported or there is none. */
    @ParameterizedTest
    @ValueSource(ints = {MIGRATION, DEVICE_STATE, DATA_SIZE})
    @Tag("L-3")
    void deviceWithoutMigrationAnswersBeforeTheRestIsChecked(int feature) {
        for (int flags : new int[] {GET, SET, PROBE, GET | PROBE, SET | PROBE, 0}) {
            assertThat(plain.feature(8, feature | flags))
                    .as("flags 0x%x", flags)
                    .isEqualTo(error(Errno.ENOTTY));
            assertThat(plain.feature(64, feature | flags))
                    .as("flags 0x%x", flags)
                    .isEqualTo(error(Errno.ENOTTY));
        }
    }

    /** Nothing of a DMA log: dirty pages are the IOMMU's affair. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8})
    @Tag("L-9")
    void dmaLoggingIsNotThere(int feature) {
        for (int flags : new int[] {GET, SET, PROBE | SET, 0}) {
            assertThat(vf.feature(40, feature | flags)).isEqualTo(error(Errno.ENOTTY));
            assertThat(vf.feature(8, feature | flags)).isEqualTo(error(Errno.ENOTTY));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 5, 10, 11, 13, 0xffff})
    void otherFeaturesAreNotThere(int feature) {
        assertThat(vf.feature(64, feature | GET)).isEqualTo(error(Errno.ENOTTY));
        assertThat(vf.feature(64, feature | PROBE)).isEqualTo(error(Errno.ENOTTY));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x20000", "1, 0x60000", "1, 0x70000", "9, 0x20000", "9, 0x60000", "12, 0x10000", "12, 0x50000"})
    @Tag("L-2")
    @Tag("L-8")
    @Tag("L-10")
    void operationThatTheFeatureLacksIsRefusedWithProbeToo(int feature, String flags) {
        Argument argument = Argument.feature(16, feature | Integer.decode(flags), UNTOUCHED, UNTOUCHED);
        assertThat(vf.feature(argument)).isEqualTo(error(Errno.EINVAL));
        assertThat(argument.u64(8)).isEqualTo(UNTOUCHED * 0x1_0000_0001L);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0x50000",
        "1, 0x40000",
        "2, 0x40000",
        "2, 0x50000",
        "2, 0x60000",
        "2, 0x70000",
        "9, 0x50000",
        "12, 0x60000"
    })
    @Tag("L-2")
    void probeSucceedsWithoutDataAndTouchesNothing(int feature, String flags) {
        Argument argument = Argument.feature(8, feature | Integer.decode(flags), 3, UNTOUCHED);
        byte[] before = argument.bytes().clone();

        assertThat(vf.feature(argument)).isZero();

        assertThat(argument.bytes()).isEqualTo(before);
        assertThat(vf.device.executed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MIGRATION, DEVICE_STATE, DATA_SIZE, PRECOPY_INFO_V2})
    @Tag("L-4")
    void oneOfGetSetAndProbeIsNeeded(int feature) {
        assertThat(vf.feature(16, feature, 3, 0)).isEqualTo(error(Errno.EINVAL));
        assertThat(vf.state()).isEqualTo(MigrationState.RUNNING.value());
    }

    /** EINVAL for argsz, though the memory ends there as well, which would be EFAULT. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 15})
    @Tag("L-6")
    void argszIsCheckedBeforeTheDataIsCopied(int argsz) {
        UserBuffer memory = UserBuffer.of(
                Arrays.copyOf(Argument.feature(argsz, DEVICE_STATE | SET, 3, 0).bytes(), argsz));
        assertThat(vf.node.ioctl(VfioIoctl.DEVICE_FEATURE, memory)).isEqualTo(error(Errno.EINVAL));
        assertThat(vf.feature(argsz, DEVICE_STATE | GET, 0, 0)).isEqualTo(error(Errno.EINVAL));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 4096, -1, Integer.MIN_VALUE})
    @Tag("L-6")
    void argszMayBeLargerThanNeeded(int argsz) {
        assertThat(vf.feature(argsz, DEVICE_STATE | GET, 0, 0)).isZero();
    }

    @Test
    void dataThatCannotBeReadChangesNothing() {
        Argument argument = Argument.feature(16, DEVICE_STATE | SET, 3);
        assertThat(vf.feature(argument)).isEqualTo(error(Errno.EFAULT));
        assertThat(vf.state()).isEqualTo(MigrationState.RUNNING.value());
        assertThat(vf.device.executed).isEmpty();
    }

    /** Without PRE_COPY EINVAL, not ENOTTY, even on a device without migration, and for PROBE too. */
    @ParameterizedTest
    @ValueSource(ints = {SET, GET, PROBE, SET | PROBE, 0})
    @Tag("L-10")
    void versionTwoNeedsPreCopyBeforeAnythingElse(int flags) {
        assertThat(plain.feature(8, PRECOPY_INFO_V2 | flags)).isEqualTo(error(Errno.EINVAL));
        assertThat(Fixture.with(FeatureSet.STOP_COPY_P2P).feature(8, PRECOPY_INFO_V2 | flags))
                .isEqualTo(error(Errno.EINVAL));
    }

    @Test
    @Tag("L-10")
    void versionTwoHasNoData() {
        assertThat(vf.feature(8, PRECOPY_INFO_V2 | SET)).isZero();
        assertThat(vf.feature(64, PRECOPY_INFO_V2 | SET)).isZero();
    }

    @Test
    void otherRequestsAreNotThere() {
        assertThat(vf.node.ioctl(VfioIoctl.MIG_GET_PRECOPY_INFO, UserBuffer.absent()))
                .isEqualTo(error(Errno.ENOTTY));
    }

    @Test
    void numbersAreThoseOfTheHeaderFile() {
        assertThat(VfioIoctl.DEVICE_RESET).isEqualTo(0x3b6f);
        assertThat(VfioIoctl.DEVICE_FEATURE).isEqualTo(0x3b75);
        assertThat(VfioIoctl.MIG_GET_PRECOPY_INFO).isEqualTo(0x3b79);
        assertThat(DeviceFeature.values()).extracting(DeviceFeature::number).containsExactly(1, 2, 6, 7, 8, 9, 12);
        assertThat(DeviceFeature.values()).extracting(DeviceFeature::dataLength).containsExactly(8, 8, 24, 0, 32, 8, 0);
    }
}
