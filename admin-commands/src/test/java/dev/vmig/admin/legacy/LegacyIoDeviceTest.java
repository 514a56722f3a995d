package dev.vmig.admin.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmig.admin.DevicePartsOwner;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The device that a legacy guest sees (Linux, drivers/vfio/pci/virtio/legacy_io.c; statements 115 to 120). */
class LegacyIoDeviceTest {
    private final LegacyOwner device = new LegacyOwner();
    private final FakeFunction function = new FakeFunction();

    private Optional<LegacyIoDevice> probe(DriverProfile profile) throws ErrnoException {
        return LegacyIoDevice.probe(DevicePartsOwner.setUp(device, profile), 4, function);
    }

    private LegacyIoDevice open() throws ErrnoException {
        return probe(DriverProfile.CONTRACT.withLegacyIo(true)).orElseThrow();
    }

    private LegacyIoDevice decoding() throws ErrnoException {
        LegacyIoDevice legacy = open();
        legacy.writeConfig(4, new byte[] {1, 0});
        return legacy;
    }

    private static void assertErrno(Errno errno, ThrowingCallable call) {
        assertThat(catchThrowableOfType(ErrnoException.class, call).errno()).isEqualTo(errno);
    }

    @Test
    @Tag("L-115")
    void barZeroHas32BytesAndIsReadAndWrittenOnly() throws ErrnoException {
        assertThat(open().bar0()).isEqualTo(new RegionInfo(32, 3));
    }

    @Test
    @Tag("L-116")
    void withoutIoDecodingEveryAccessIsEio() throws ErrnoException {
        LegacyIoDevice legacy = open();
        for (int at : new int[] {0, 16, 31, 32, 1000}) {
            assertErrno(Errno.EIO, () -> legacy.read(at, 2));
            assertErrno(Errno.EIO, () -> legacy.write(at, new byte[2]));
        }
        legacy.writeConfig(4, new byte[] {4});
        assertErrno(Errno.EIO, () -> legacy.read(0, 4));
        assertThat(device.log).isEmpty();
    }

    @Test
    @Tag("L-116")
    void beyondTheBarIsEinvalAndNothingIsNothing() throws ErrnoException {
        LegacyIoDevice legacy = decoding();
        assertErrno(Errno.EINVAL, () -> legacy.read(31, 2));
        assertErrno(Errno.EINVAL, () -> legacy.write(32, new byte[1]));
        assertErrno(Errno.EINVAL, () -> legacy.read(Long.MAX_VALUE, 1));
        assertErrno(Errno.EINVAL, () -> legacy.read(-1, 1));
        assertThat(legacy.read(99, 0)).isEmpty();
        assertThat(legacy.write(99, new byte[0])).isZero();
        assertThat(open().read(0, 0)).as("with I/O decoding off").isEmpty();
        assertThat(legacy.read(31, 1)).hasSize(1);
        assertThat(device.log).hasSize(1);
    }

    @Test
    @Tag("L-116")
    @Tag("LEG-DRV-04")
    void doorbellIs16BitsAtOnceAndNoCommand() throws ErrnoException {
        LegacyIoDevice legacy = decoding();
        for (int length : new int[] {1, 4}) {
            assertErrno(Errno.EINVAL, () -> legacy.read(16, length));
            assertErrno(Errno.EINVAL, () -> legacy.write(16, new byte[length]));
        }
        assertThat(legacy.write(16, new byte[] {(byte) 0x85, 1})).isEqualTo(2);
        assertThat(function.doorbells).containsExactly("BAR 2, 0x2000: 389");
        assertThat(legacy.read(16, 2)).containsExactly(0xef, 0xbe);
        assertThat(device.log).isEmpty();
    }

    @ParameterizedTest
    @Tag("L-117")
    @Tag("LEG-DRV-02")
    @Tag("LEG-DRV-03")
    @ValueSource(booleans = {false, true})
    void eachFieldIsReachedByOneCommandOfItsRegionThatAddressesJustThatField(boolean msix) throws ErrnoException {
        function.msix = msix;
        LegacyIoDevice legacy = decoding();
        for (LegacyCommonCfgField field : LegacyCommonCfgField.values()) {
            boolean common = msix || field.offset() < 20;
            if (field == LegacyCommonCfgField.QUEUE_NOTIFY) {
                continue;
            }
            legacy.read(field.offset(), field.length());
            legacy.write(field.offset(), new byte[field.length()]);
            int offset = common ? field.offset() : field.offset() - 20;
            String region = common ? "LEGACY_COMMON_CFG_" : "LEGACY_DEV_CFG_";
            assertThat(device.log)
                    .containsExactly(
                            region + "READ of 5 at " + offset + ", " + field.length() + " bytes",
                            region + "WRITE of 5 at " + offset + ": " + "00".repeat(field.length()));
            device.log.clear();
        }
        legacy.read(msix ? 24 : 20, 6);
        assertThat(device.log).containsExactly("LEGACY_DEV_CFG_READ of 5 at 0, 6 bytes");
    }

    @Test
    @Tag("LEG-DRV-01")
    void dataIsPassedOnInTheByteOrderOfTheGuestsBus() throws ErrnoException {
        LegacyIoDevice legacy = decoding();
        legacy.write(8, new byte[] {0x11, 0x22, 0x33, 0x44});
        assertThat(device.log).containsExactly("LEGACY_COMMON_CFG_WRITE of 5 at 8: 11223344");
        assertThat(legacy.read(8, 4)).containsExactly(8, 9, 10, 11);
    }

    @Test
    void commandThatFailsIsTheErrnoOfTheAccess() throws ErrnoException {
        LegacyIoDevice legacy = decoding();
        device.status = 22;
        assertErrno(Errno.EINVAL, () -> legacy.read(0, 8));
        device.status = 11;
        assertErrno(Errno.EAGAIN, () -> legacy.write(0, new byte[4]));
    }

    @Test
    @Tag("L-118")
    void configurationSpaceIsThatOfATransitionalNetworkCard() throws ErrnoException {
        LegacyIoDevice legacy = open();
        function.config[9] = 0x42;
        assertThat(legacy.readConfig(0, 10)).containsExactly(0xf4, 0x1a, 0x00, 0x10, 0, 0, 0, 0, 0, 0x42);
        assertThat(legacy.readConfig(0x2c, 4)).containsExactly(0xf4, 0x1a, 0x01, 0x00);
        // Any range shows the same bytes.
        assertThat(legacy.readConfig(3, 2)).containsExactly(0x10, 0);
        assertThat(legacy.readConfig(0x2e, 1)).containsExactly(1);
        legacy.writeConfig(0x10, new byte[] {(byte) 0x7f, 0x12, 0, 0});
        assertThat(legacy.readConfig(0x10, 4)).containsExactly(0x61, 0x12, 0, 0);
        assertThatThrownBy(() -> legacy.readConfig(250, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void commandShowsTheIoBitThatTheGuestSetAndTheRestOfTheVf() throws ErrnoException {
        LegacyIoDevice legacy = open();
        legacy.writeConfig(4, new byte[] {5, 4});
        function.config[4] = 4; // The VF has no I/O decoding.
        assertThat(legacy.readConfig(4, 2)).containsExactly(5, 4);
        legacy.writeConfig(5, new byte[] {0});
        assertThat(legacy.readConfig(4, 2)).as("a write of the upper byte only").containsExactly(5, 0);
        legacy.writeConfig(4, new byte[] {4});
        assertThat(legacy.readConfig(4, 1)).containsExactly(4);
    }

    @Test
    @Tag("L-119")
    void sizeOfBarZeroCanBeProbed() throws ErrnoException {
        LegacyIoDevice legacy = open();
        legacy.writeConfig(0x10, new byte[] {-1, -1, -1, -1});
        assertThat(legacy.readConfig(0x10, 4)).containsExactly(0xe1, 0xff, 0xff, 0xff);
        assertThat(legacy.readConfig(0x11, 2)).containsExactly(0xff, 0xff);
    }

    @Test
    @Tag("L-119")
    void eachByteOfTheAddressIsReplacedAloneAndTheBytesAroundItAreNotTheAddress() throws ErrnoException {
        LegacyIoDevice legacy = open();
        legacy.writeConfig(0x10, new byte[] {-1, -1, -1, -1});
        legacy.writeConfig(0x10, new byte[] {0x20, 0, 0x12, 0x40});
        assertThat(legacy.readConfig(0x10, 4)).containsExactly(0x21, 0, 0x12, 0x40);
        legacy.writeConfig(0x11, new byte[] {-127});
        legacy.writeConfig(0x0f, new byte[] {-1});
        legacy.writeConfig(0x14, new byte[] {-1});
        assertThat(legacy.readConfig(0x10, 4)).containsExactly(0x21, 0x81, 0x12, 0x40);
    }

    @Test
    @Tag("L-120")
    void resetSwitchesIoDecodingOffAndKeepsTheAddress() throws ErrnoException {
        LegacyIoDevice legacy = decoding();
        legacy.writeConfig(0x10, new byte[] {0, 0x30, 0, 0});
        legacy.functionWasReset();
        function.config[4] = 0;
        assertErrno(Errno.EIO, () -> legacy.read(0, 4));
        assertThat(legacy.readConfig(4, 1)).containsExactly(0);
        assertThat(legacy.readConfig(0x10, 4)).containsExactly(1, 0x30, 0, 0);
        legacy.writeConfig(4, new byte[] {1});
        assertThat(legacy.read(0, 4)).hasSize(4);
    }

    // Probe.

    @ParameterizedTest
    @CsvSource({
        "0x7c,    0x1041, 0, true", // without the commands for device parts
        "0x3e7fc, 0x1041, 0, true",
        "0x3e780, 0x1041, 0, false",
        "0x3c,    0x1041, 0, false", // no NOTIFY_INFO
        "0x78,    0x1041, 0, false",
        "0x7c,    0x1042, 0, false", // a block device
        "0x7c,    0x1041, 4096, false", // a BAR 0 of its own
    })
    void onlyANetVfWithoutBarZeroOfAnOwnerWithAllFiveCommands(String listed, String id, long bar0, boolean expected)
            throws ErrnoException {
        device.listed = Long.decode(listed);
        function.set16(2, Integer.decode(id));
        function.bar0Size = bar0;
        assertThat(probe(DriverProfile.CONTRACT.withLegacyIo(true)).isPresent()).isEqualTo(expected);
        assertThat(probe(DriverProfile.CONTRACT))
                .as("unless the driver does not want it")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0xffff})
    void numberThatNoVfHasIsRefused(int vfIndex) {
        DevicePartsOwner owner = DevicePartsOwner.setUp(device, DriverProfile.CONTRACT.withLegacyIo(true));
        assertThatThrownBy(() -> LegacyIoDevice.probe(owner, vfIndex, function))
                .hasMessage("vfIndex: " + vfIndex + " (expected: 0 to 65534)");
    }

    @Test
    void listUseNamesTheLegacyCommandsOnlyWhereTheyAreWantedAndListed() {
        DevicePartsOwner.setUp(device, DriverProfile.CONTRACT);
        DevicePartsOwner.setUp(device, DriverProfile.CONTRACT.withLegacyIo(true));
        device.listed = LegacyOwner.PARTS;
        DevicePartsOwner.setUp(device, DriverProfile.LINUX.withLegacyIo(true));
        assertThat(device.listsUsed).containsExactly(0x3e780L, 0x3e7fcL, 0x3e780L);
    }

    @Test
    void migrationAndLegacyAreOfferedIndependently() {
        DriverProfile profile = DriverProfile.LINUX.withLegacyIo(true);
        device.listed = LegacyOwner.LEGACY;
        DevicePartsOwner legacyOnly = DevicePartsOwner.setUp(device, profile);
        assertThat(legacyOnly.refusal()).isPresent();
        assertThat(legacyOnly.legacyCommands()).isPresent();
        device.listed = LegacyOwner.PARTS;
        DevicePartsOwner partsOnly = DevicePartsOwner.setUp(device, profile);
        assertThat(partsOnly.refusal()).isEmpty();
        assertThat(partsOnly.legacyCommands()).isEmpty();
    }
}
