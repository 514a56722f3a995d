package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_GET;
import static dev.vmig.admin.Fixture.CREATE_SET;
import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.GET;
import static dev.vmig.admin.Fixture.METADATA;
import static dev.vmig.admin.Fixture.STOPPED;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArcTest {
    private final Fixture vf = Fixture.contract();

    @ParameterizedTest
    @DisplayName(
            "statements 34 to 37, 39, 43, 45, 46, 48: the commands of each arc, as ArcCommands of VirtioCommands.tla")
    @Tag("L-34")
    @Tag("L-35")
    @Tag("L-36")
    @Tag("L-37")
    @Tag("L-39")
    @Tag("L-43")
    @Tag("L-45")
    @Tag("L-46")
    @Tag("L-48")
    @Tag("L-26")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RUNNING_TO_STOP", "STOP_TO_RUNNING", "PRE_COPY_TO_STOP_COPY"})
    void commandsOfArc(Arc arc) throws ErrnoException {
        Optional<DataFile> file = take(arc);
        assertThat(vf.log()).isEqualTo(commands(arc));
        assertThat(vf.driver.state()).isEqualTo(arc.to());
        assertThat(file.isPresent()).isEqualTo(arc.returnsFile());
    }

    @ParameterizedTest
    @DisplayName("a driver that drops the mode command of an arc is caught")
    @EnumSource(
            names = {
                "RUNNING_TO_RUNNING_P2P",
                "RUNNING_P2P_TO_RUNNING",
                "PRE_COPY_TO_PRE_COPY_P2P",
                "PRE_COPY_P2P_TO_PRE_COPY"
            })
    void droppedModeCommand(Arc arc) throws ErrnoException {
        AdminQueue lossy = (command, capacity) -> command[0] == Opcode.DEV_MODE_SET.number()
                ? new AdminCompletion(8, new byte[8])
                : vf.device.submit(command, capacity);
        VirtioDriver broken = new VirtioDriver(
                DevicePartsOwner.setUp(lossy, DriverProfile.CONTRACT),
                0,
                () -> {},
                () -> vf.now,
                DriverOptions.DEFAULT);
        broken.setState(arc.from());
        vf.device.drainLog();
        broken.setState(arc.to());
        assertThat(broken.state()).isEqualTo(arc.to());
        assertThat(vf.log()).isNotEqualTo(commands(arc));
    }

    private Optional<DataFile> take(Arc arc) throws ErrnoException {
        Optional<DataFile> file = vf.at(arc.from());
        if (arc.from() == RESUMING) {
            Fixture.write(file.orElseThrow(), Fixture.image("parts"));
            vf.device.drainLog();
        }
        return vf.driver.setState(arc.to());
    }

    /** VirtioCommands.tla, ArcCommands. */
    private static List<String> commands(Arc arc) {
        return switch (arc) {
            case RUNNING_TO_RUNNING_P2P, PRE_COPY_TO_PRE_COPY_P2P -> List.of(STOPPED);
            case RUNNING_P2P_TO_RUNNING, PRE_COPY_P2P_TO_PRE_COPY -> List.of(Fixture.RUNNING);
            case RUNNING_P2P_TO_STOP, STOP_TO_RUNNING_P2P -> List.of();
            case STOP_TO_STOP_COPY, RUNNING_TO_PRE_COPY, RUNNING_P2P_TO_PRE_COPY_P2P ->
                List.of(CREATE_GET, METADATA, GET);
            case PRE_COPY_P2P_TO_STOP_COPY -> List.of(METADATA, GET);
            case STOP_TO_RESUMING -> List.of(CREATE_SET);
            case STOP_COPY_TO_STOP, PRE_COPY_TO_RUNNING, PRE_COPY_P2P_TO_RUNNING_P2P, RESUMING_TO_STOP ->
                List.of(DESTROY);
            default -> throw new AssertionError(arc);
        };
    }

    @Test
    @DisplayName("statement 34: DEV_MODE_SET has one byte of data and goes to member vf_index + 1 of the SR-IOV group")
    @Tag("L-34")
    void modeSetBytes() throws ErrnoException {
        vf.driver.setState(RUNNING_P2P);
        byte[] expected = new byte[32];
        expected[0] = 0x11;
        expected[2] = 1;
        expected[16] = 3;
        expected[24] = 1;
        assertThat(vf.device.commands.get(0)).isEqualTo(expected);
    }

    @Test
    @DisplayName("statement 39: all commands of a session name the same object and member")
    @Tag("L-39")
    void sameObjectAndMember() throws ErrnoException {
        vf.open(0, DriverOptions.DEFAULT).setState(PRE_COPY);
        vf.at(STOP);
        vf.driver.setState(STOP_COPY);
        assertThat(vf.device.commands)
                .hasSize(3)
                .allMatch(command -> command[2] == 1 && command[16] == 3 && command[24] == 0 && command[28] == 1);
    }

    @ParameterizedTest
    @DisplayName("statement 14: a request for the state that the device is in sends nothing")
    @Tag("L-14")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ERROR")
    void noStep(MigrationState state) throws ErrnoException {
        vf.at(state);
        assertThat(vf.driver.setState(state)).isEmpty();
        assertThat(vf.log()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("statement 38: if DEV_MODE_SET fails, its status is the errno and the state is unchanged")
    @Tag("L-38")
    @CsvSource({"RUNNING,RUNNING_P2P", "RUNNING_P2P,RUNNING", "PRE_COPY,PRE_COPY_P2P", "PRE_COPY_P2P,PRE_COPY"})
    void failedMode(MigrationState from, MigrationState to) throws ErrnoException {
        vf.at(from);
        vf.device.failNext(Opcode.DEV_MODE_SET, 16);
        assertErrno(Errno.EBUSY, () -> vf.driver.setState(to));
        assertThat(vf.driver.state()).isEqualTo(from);
    }

    @Test
    @DisplayName("statement 28: if an arc of a path fails, the arcs before it are not undone")
    @Tag("L-28")
    void noRollback() throws ErrnoException {
        vf.device.failNext(Opcode.RESOURCE_OBJ_CREATE, 28);
        assertErrno(Errno.ENOSPC, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.driver.state()).isEqualTo(STOP);
        assertThat(vf.log()).containsExactly(STOPPED, CREATE_GET);
    }

    @ParameterizedTest
    @DisplayName("statements 40, 41: if saving cannot begin the object is destroyed once, and there is no session")
    @Tag("L-40")
    @Tag("L-41")
    @EnumSource(names = {"DEV_PARTS_METADATA_GET", "DEV_PARTS_GET"})
    void failedSaving(Opcode failing) throws ErrnoException {
        for (MigrationState from : List.of(STOP, RUNNING, RUNNING_P2P)) {
            MigrationState to = from == STOP ? STOP_COPY : from == RUNNING ? PRE_COPY : PRE_COPY_P2P;
            vf.at(from);
            vf.device.failNext(failing, 12);
            assertErrno(Errno.ENOMEM, () -> vf.driver.setState(to));
            assertThat(vf.device.drainLog())
                    .startsWith(CREATE_GET)
                    .containsOnlyOnce(DESTROY)
                    .endsWith(DESTROY);
            assertThat(vf.driver.state()).isEqualTo(from);
            assertNothingHeld();
        }
    }

    @Test
    @DisplayName("statement 40: a device that announces no bytes, or returns none, cannot be saved")
    @Tag("L-40")
    @Tag("L-73")
    void nothingToSave() throws ErrnoException {
        vf.at(STOP);
        vf.device.announced = 0;
        assertErrno(Errno.EINVAL, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.device.drainLog()).containsExactly(CREATE_GET, METADATA, DESTROY);
        vf.announce("");
        vf.device.announced = 5;
        assertErrno(Errno.EINVAL, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.device.drainLog()).containsExactly(CREATE_GET, METADATA, GET, DESTROY);
        assertNothingHeld();
    }

    @Test
    @DisplayName("K-6: a size that the device announces is checked before memory is spent on it")
    void tooLargeToSave() throws ErrnoException {
        vf.at(STOP);
        for (long announced : new long[] {(256L << 20) + 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL}) {
            vf.device.announced = announced;
            assertThat(failure(() -> vf.driver.setState(STOP_COPY)))
                    .hasMessage("ENOMEM: device parts: the device announces %d bytes (expected: at most 268435456)"
                            .formatted(announced));
            assertThat(vf.device.drainLog()).containsExactly(CREATE_GET, METADATA, DESTROY);
        }
    }

    @ParameterizedTest
    @DisplayName("statement 47: after a failed final save the session is dead; RUNNING can still be reached")
    @Tag("L-47")
    @EnumSource(names = {"DEV_PARTS_METADATA_GET", "DEV_PARTS_GET"})
    void failedFinalSave(Opcode failing) throws ErrnoException {
        DataFile file = vf.fileAt(PRE_COPY);
        vf.at(PRE_COPY_P2P);
        vf.device.failNext(failing, 16);
        assertErrno(Errno.EBUSY, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.driver.state()).isEqualTo(PRE_COPY_P2P);
        vf.device.drainLog();

        assertErrno(Errno.ENODEV, () -> Fixture.read(file, 1));
        assertErrno(Errno.ENODEV, file::precopyInfo);
        assertErrno(Errno.ENODEV, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.log()).isEmpty();
        vf.driver.setState(RUNNING);
        assertThat(vf.log()).containsExactly(DESTROY, Fixture.RUNNING);
        assertNothingHeld();
    }

    @Test
    @DisplayName("statement 43: leaving a session succeeds even if the object cannot be destroyed")
    @Tag("L-43")
    void failedDestroy() throws ErrnoException {
        vf.at(STOP_COPY);
        vf.device.failNext(Opcode.RESOURCE_OBJ_DESTROY, 16);
        vf.driver.setState(STOP);
        assertThat(vf.log()).containsExactly(DESTROY);
        assertNothingHeld();
    }

    @Test
    @DisplayName("statement 114: a command that the owner's reset swallowed fails the arc with EIO")
    @Tag("L-114")
    void ownerReset() throws ErrnoException {
        vf.at(STOP);
        vf.device.next(Opcode.DEV_PARTS_GET, usual -> {
            throw new ErrnoException(Errno.EIO, "owner reset");
        });
        assertErrno(Errno.EIO, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.driver.state()).isEqualTo(STOP);
        assertNothingHeld();
    }

    @Test
    @DisplayName("statements 1, 17, 10: features are 7, or 3 without the PRE_COPY states; 1 and 5 have no arcs here")
    @Tag("L-1")
    @Tag("L-17")
    void featureSets() throws ErrnoException {
        assertThat(vf.driver.features().flags()).isEqualTo(7);
        VirtioDriver without = vf.open(0, DriverOptions.DEFAULT.withFeatures(FeatureSet.STOP_COPY_P2P));
        assertThat(without.features().flags()).isEqualTo(3);
        assertErrno(Errno.EINVAL, () -> without.setState(PRE_COPY));
        DataFile file = without.setState(STOP_COPY).orElseThrow();
        assertErrno(Errno.ENOTTY, file::precopyInfo);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> DriverOptions.DEFAULT.withFeatures(FeatureSet.STOP_COPY)))
                .hasMessage("features: 1 (expected: 3 or 7)");
    }

    private void assertNothingHeld() {
        assertThat(vf.driver.ledger()).isEqualTo(new Ledger(Set.of(), 0, 0));
    }
}
