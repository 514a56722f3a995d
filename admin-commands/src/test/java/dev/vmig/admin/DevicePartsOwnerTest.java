package dev.vmig.admin;

import static dev.vmig.admin.Fixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DevicePartsOwnerTest {
    private final ScriptedOwner device = new ScriptedOwner();

    @Test
    @DisplayName("Virtio 1.4, 2.12.1.6: LIST_USE for each group comes before the group's commands")
    @Tag("ADM-DRV-02")
    @Tag("ADM-DRV-07")
    void contractHandshake() {
        device.sriovList = ScriptedOwner.ALL & ~ScriptedOwner.CAPABILITIES;
        assertThat(setUp(DriverProfile.CONTRACT).refusal()).isEmpty();
        assertThat(device.log)
                .containsExactly(
                        "LIST_QUERY SR_IOV",
                        "LIST_USE SR_IOV",
                        "LIST_QUERY SELF",
                        "LIST_USE SELF",
                        "CAP_ID_LIST_QUERY",
                        "DEVICE_CAP_GET",
                        "DRIVER_CAP_SET 4,4");
    }

    @Test
    @DisplayName("a device that was reset is asked again, and until then given no other command")
    void setUpAgainAfterReset() throws ErrnoException {
        DevicePartsOwner owner = setUp(DriverProfile.CONTRACT);
        List<String> handshake = device.drainLog();
        device.next(Opcode.LIST_QUERY, usual -> {
            assertThat(failure(() -> owner.create(1, PartsObjectKind.GET, () -> {}))
                            .errno())
                    .isEqualTo(Errno.EOPNOTSUPP);
            return usual;
        });
        owner.setUpAgain();
        assertThat(device.log).isEqualTo(handshake);
        assertThat(owner.refusal()).isEmpty();
        assertThat(owner.create(1, PartsObjectKind.GET, () -> {}).id()).isZero();
    }

    @Test
    @DisplayName("K-14: Linux uses the SR-IOV group's list only")
    void linuxHandshake() {
        assertThat(setUp(DriverProfile.LINUX).refusal()).isEmpty();
        assertThat(device.log)
                .containsExactly(
                        "LIST_QUERY SR_IOV",
                        "LIST_USE SR_IOV",
                        "CAP_ID_LIST_QUERY",
                        "DEVICE_CAP_GET",
                        "DRIVER_CAP_SET 4,4");
    }

    @Test
    @DisplayName("K-14: with a device that keeps to Virtio 1.4 Linux offers no migration, and it is said why")
    void linuxWithStrictDevice() {
        device.sriovList = ScriptedOwner.ALL & ~ScriptedOwner.CAPABILITIES;
        assertThat(setUp(DriverProfile.LINUX).refusal().orElseThrow())
                .contains("CAP_ID_LIST_QUERY, DEVICE_CAP_GET, DRIVER_CAP_SET", "K-14");
    }

    @Test
    @DisplayName("the contract driver works with a device made for Linux, whose self group lists nothing or is unknown")
    void contractWithLinuxDevice() {
        device.selfList = 0;
        assertThat(setUp(DriverProfile.CONTRACT).refusal()).isEmpty();
        assertThat(device.drainLog()).doesNotContain("LIST_USE SELF");

        device.next(Opcode.LIST_QUERY, usual -> usual).failNext(Opcode.LIST_QUERY, 22);
        assertThat(setUp(DriverProfile.CONTRACT).refusal()).isEmpty();
        assertThat(device.drainLog()).doesNotContain("LIST_USE SELF");
    }

    @Test
    @DisplayName("Virtio 1.4, 2.12.1.6 (ADM-DRV-05): opcodes that the driver does not know are masked out")
    @Tag("ADM-DRV-05")
    @Tag("ADM-DRV-08")
    void masksTheList() {
        device.sriovList = -1;
        setUp(DriverProfile.CONTRACT);
        assertThat(Arrays.copyOfRange(device.commands.get(1), 24, 32))
                .isEqualTo(new byte[] {(byte) 0x80, (byte) 0xe7, 3, 0, 0, 0, 0, 0});
    }

    @ParameterizedTest
    @DisplayName("statement 56: migration is offered only if all nine commands are usable")
    @Tag("L-56")
    @EnumSource(
            names = {
                "CAP_ID_LIST_QUERY",
                "DEVICE_CAP_GET",
                "DRIVER_CAP_SET",
                "RESOURCE_OBJ_CREATE",
                "RESOURCE_OBJ_DESTROY",
                "DEV_PARTS_METADATA_GET",
                "DEV_PARTS_GET",
                "DEV_PARTS_SET",
                "DEV_MODE_SET"
            })
    void allNineCommands(Opcode missing) {
        device.sriovList &= ~missing.bit();
        device.selfList &= ~missing.bit();
        assertThat(setUp(DriverProfile.CONTRACT).refusal()).contains("the device does not list [" + missing + "]");
    }

    @Test
    @DisplayName("statement 57: both limits are set to the smaller one, and that many objects can coexist")
    @Tag("L-57")
    void smallerLimit() throws ErrnoException {
        device.getLimit = 5;
        device.setLimit = 200;
        DevicePartsOwner owner = setUp(DriverProfile.CONTRACT);
        assertThat(device.log).contains("DRIVER_CAP_SET 5,5");
        for (int i = 0; i < 5; i++) {
            owner.create(1, PartsObjectKind.GET, () -> {});
        }
        assertThat(owner.takenIds()).containsExactly(0, 1, 2, 3, 4);
        assertThat(failure(() -> owner.create(1, PartsObjectKind.GET, () -> {})).errno())
                .isEqualTo(Errno.ENOSPC);
    }

    @Test
    @DisplayName("statement 57: after a reset of the owner the limits are those of the second agreement")
    @Tag("L-57")
    void limitAgreedAgain() throws ErrnoException {
        DevicePartsOwner owner = setUp(DriverProfile.CONTRACT);
        device.getLimit = 1;
        owner.setUpAgain();
        owner.create(1, PartsObjectKind.GET, () -> {});
        assertThat(failure(() -> owner.create(1, PartsObjectKind.GET, () -> {})))
                .hasMessage("ENOSPC: part objects: all 1 ids are in use, 0 of them by objects that could not be"
                        + " destroyed");
    }

    @Test
    @DisplayName("statement 56: migration is offered only if the capability is there and allows an object")
    @Tag("L-56")
    void capability() {
        device.capabilities = 2;
        assertThat(setUp(DriverProfile.CONTRACT).refusal())
                .contains("the device does not list capability 0 (device parts)");
        device.capabilities = 1;
        device.setLimit = 0;
        assertThat(setUp(DriverProfile.CONTRACT).refusal()).contains("the device allows no part objects");
    }

    @ParameterizedTest
    @DisplayName("a command of the handshake that fails is the reason why migration is not offered")
    @EnumSource(names = {"LIST_QUERY", "LIST_USE", "CAP_ID_LIST_QUERY", "DEVICE_CAP_GET", "DRIVER_CAP_SET"})
    void failingHandshake(Opcode failing) {
        device.failNext(failing, 16);
        assertThat(setUp(DriverProfile.CONTRACT).refusal().orElseThrow())
                .isEqualTo("EBUSY: " + failing + " of member 0: status 16 EBUSY, qualifier 3 INVALID_FIELD");
    }

    @Test
    @DisplayName("Virtio 1.4, 2.13.2 (AVQ-DRV-08): the policy for EAGAIN holds for the handshake and for every arc")
    @Tag("AVQ-DRV-08")
    void retries() throws ErrnoException {
        device.failNext(Opcode.LIST_USE, 11);
        DevicePartsOwner owner = DevicePartsOwner.setUp(
                device, DriverProfile.CONTRACT, ClientOptions.DEFAULT.withRetry(RetryPolicy.atMost(1)));
        assertThat(owner.refusal()).isEmpty();
        VirtioDriver driver = new VirtioDriver(owner, 0, () -> {}, InstantSource.system(), DriverOptions.DEFAULT);
        device.drainLog();
        device.failNext(Opcode.DEV_MODE_SET, 11);
        driver.setState(MigrationState.RUNNING_P2P);
        assertThat(device.log).containsExactly(Fixture.STOPPED, Fixture.STOPPED);
    }

    @Test
    @DisplayName("statement 3: a device that cannot be migrated answers ENOTTY, and says why")
    @Tag("L-3")
    void notOffered() {
        device.getLimit = 0;
        VirtioDriver driver = new VirtioDriver(
                setUp(DriverProfile.CONTRACT), 0, () -> {}, InstantSource.system(), DriverOptions.DEFAULT);
        List<ThrowingCallable> calls =
                List.of(driver::features, driver::state, driver::stopCopyLength, () -> driver.setState(1));
        assertThat(calls)
                .allSatisfy(call -> assertThat(failure(call))
                        .hasMessage("ENOTTY: migration is not offered: the device allows no part objects"));
    }

    private DevicePartsOwner setUp(DriverProfile profile) {
        return DevicePartsOwner.setUp(device, profile);
    }
}
