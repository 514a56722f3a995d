package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_GET;
import static dev.vmig.admin.Fixture.CREATE_SET;
import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.FLR;
import static dev.vmig.admin.Fixture.GET;
import static dev.vmig.admin.Fixture.METADATA;
import static dev.vmig.admin.Fixture.SET;
import static dev.vmig.admin.Fixture.STOPPED;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.join;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HandleReset and FinishReset of VirtioDriver.tla. */
class ResetTest {
    private final Fixture vf = Fixture.contract();

    @ParameterizedTest
    @DisplayName("statements 32, 104: an idle reset resets the function, then destroys the object; no mode command")
    @Tag("L-32")
    @Tag("L-104")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ERROR")
    void idle(MigrationState state) throws ErrnoException {
        Optional<DataFile> file = vf.at(state);
        vf.driver.reset();
        boolean hasSession = state.inSavingGroup() || state == RESUMING;
        assertThat(vf.log()).isEqualTo(hasSession ? List.of(FLR, DESTROY) : List.of(FLR));
        assertRunning();
        if (file.isPresent()) {
            assertErrno(Errno.ENODEV, () -> read(file.get(), 0));
        }
    }

    @ParameterizedTest
    @DisplayName("contract side of statement 103, K-5: an overtaken request sends nothing more and is answered EIO")
    @Tag("L-103")
    @EnumSource(names = {"DEV_MODE_SET", "RESOURCE_OBJ_CREATE", "DEV_PARTS_METADATA_GET", "DEV_PARTS_GET"})
    void duringSave(Opcode inFlight) throws ErrnoException {
        vf.device.duringNext(inFlight, vf.driver::reset);
        assertErrno(Errno.EIO, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.log())
                .isEqualTo(
                        switch (inFlight) {
                            case DEV_MODE_SET -> List.of(STOPPED, FLR);
                            case RESOURCE_OBJ_CREATE -> List.of(STOPPED, CREATE_GET, FLR, DESTROY);
                            case DEV_PARTS_METADATA_GET -> List.of(STOPPED, CREATE_GET, METADATA, FLR, DESTROY);
                            default -> List.of(STOPPED, CREATE_GET, METADATA, GET, FLR, DESTROY);
                        });
        assertRunning();
    }

    @Test
    @DisplayName(
            "K-5: an answer of success would not agree with the state, so there is none even if the last arc is done")
    void duringTheLastCommand() throws ErrnoException {
        vf.device.duringNext(Opcode.DEV_MODE_SET, vf.driver::reset);
        assertErrno(Errno.EIO, () -> vf.driver.setState(MigrationState.RUNNING_P2P));
        assertThat(vf.log()).containsExactly(STOPPED, FLR);
        assertRunning();
    }

    @Test
    @DisplayName("a reset while the session is being ended: the object is destroyed once")
    void duringDestroy() throws ErrnoException {
        DataFile file = vf.fileAt(STOP_COPY);
        vf.device.duringNext(Opcode.RESOURCE_OBJ_DESTROY, vf.driver::reset);
        assertErrno(Errno.EIO, () -> vf.driver.setState(STOP));
        assertThat(vf.log()).containsExactly(DESTROY, FLR);
        assertErrno(Errno.ENODEV, () -> read(file, 1));
        assertRunning();
    }

    @Test
    @DisplayName("a reset while resuming begins")
    void duringStartOfResuming() throws ErrnoException {
        vf.device.duringNext(Opcode.RESOURCE_OBJ_CREATE, vf.driver::reset);
        assertErrno(Errno.EIO, () -> vf.driver.setState(RESUMING));
        assertThat(vf.log()).containsExactly(STOPPED, CREATE_SET, FLR, DESTROY);
        assertRunning();
    }

    @Test
    @DisplayName(
            "a command that fails while a reset waits: what the arc created is undone, the errno is that of the command")
    void failureFirst() throws ErrnoException {
        vf.at(STOP);
        vf.device.next(Opcode.DEV_PARTS_GET, usual -> {
            vf.driver.reset();
            return ScriptedOwner.failure(12, 0);
        });
        assertErrno(Errno.ENOMEM, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.log()).containsExactly(CREATE_GET, METADATA, GET, DESTROY, FLR);
        assertRunning();
    }

    @Test
    @DisplayName("a reset during the clean-up of a failed arc waits for it")
    void duringUnwind() throws ErrnoException {
        vf.at(STOP);
        vf.device.failNext(Opcode.DEV_PARTS_GET, 12).duringNext(Opcode.RESOURCE_OBJ_DESTROY, vf.driver::reset);
        assertErrno(Errno.ENOMEM, () -> vf.driver.setState(STOP_COPY));
        assertThat(vf.log()).containsExactly(CREATE_GET, METADATA, GET, DESTROY, FLR);
        assertRunning();
    }

    @Test
    @DisplayName("statement 105: a reset during a reset is not lost")
    @Tag("L-105")
    void duringReset() throws ErrnoException {
        vf.at(PRE_COPY);
        vf.device.duringNext(Opcode.RESOURCE_OBJ_DESTROY, () -> {
            vf.driver.reset();
            vf.driver.reset();
        });
        vf.driver.reset();
        assertThat(vf.log()).containsExactly(FLR, DESTROY, FLR);
        assertRunning();
    }

    @Test
    @DisplayName("statement 100: a write in progress ends first; of what follows nothing is sent")
    @Tag("L-100")
    @Tag("L-106")
    void duringWrite() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        vf.device.duringNext(Opcode.DEV_PARTS_SET, vf.driver::reset);
        assertThat(write(file, join(image("first"), image("second")))).isEqualTo(21);
        assertThat(vf.log()).containsExactly(SET, FLR, DESTROY);
        assertErrno(Errno.ENODEV, () -> write(file, image("second")));
        assertRunning();
    }

    @Test
    @DisplayName("a query in progress ends first, with all of its commands")
    @Tag("L-106")
    @Tag("L-53")
    void duringQuery() throws ErrnoException {
        vf.device.duringNext(Opcode.RESOURCE_OBJ_CREATE, vf.driver::reset);
        assertThat(vf.driver.stopCopyLength()).isEqualTo(5);
        assertThat(vf.device.drainLog()).containsExactly(CREATE_GET, METADATA, DESTROY, FLR);

        DataFile file = vf.fileAt(PRE_COPY);
        read(file, 100);
        vf.device.duringNext(Opcode.DEV_PARTS_METADATA_GET, vf.driver::reset);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 21));
        assertThat(vf.log()).containsExactly(METADATA, GET, FLR, DESTROY);
        assertErrno(Errno.ENODEV, () -> read(file, 1));
        assertRunning();
    }

    @Test
    @DisplayName("no command of an abandoned arc, even if an id had to be won back before it")
    void duringRetryOfDestroy() throws ErrnoException {
        vf.at(PRE_COPY);
        vf.device.failNext(Opcode.RESOURCE_OBJ_DESTROY, 16);
        vf.at(RUNNING);
        for (int i = 0; i < 3; i++) {
            vf.open(10 + i, DriverOptions.DEFAULT).setState(PRE_COPY);
        }
        vf.device.drainLog();
        vf.device.duringNext(Opcode.RESOURCE_OBJ_DESTROY, vf.driver::reset);
        assertErrno(Errno.EIO, () -> vf.driver.setState(PRE_COPY));
        assertThat(vf.log()).containsExactly(DESTROY, FLR);
        assertThat(vf.owner.takenIds()).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("statement 103, K-5: Linux finishes the path, answers success, and the file is dead")
    @Tag("L-103")
    void linuxFinishesThePath() throws ErrnoException {
        Fixture linux = Fixture.linux();
        linux.device.duringNext(Opcode.DEV_MODE_SET, linux.driver::reset);
        DataFile file = linux.driver.setState(STOP_COPY).orElseThrow();
        assertThat(linux.log()).containsExactly(STOPPED, FLR, CREATE_GET, METADATA, GET, DESTROY);
        assertThat(linux.driver.state()).isEqualTo(RUNNING);
        assertErrno(Errno.ENODEV, () -> read(file, 1));
    }

    @Test
    @DisplayName("calls come one at a time")
    void oneCallAtATime() throws ErrnoException {
        vf.device.duringNext(
                Opcode.DEV_MODE_SET,
                () -> assertThatIllegalStateException().isThrownBy(() -> vf.driver.setState(STOP)));
        vf.driver.setState(STOP);
        assertThat(vf.driver.state()).isEqualTo(STOP);
    }

    private void assertRunning() throws ErrnoException {
        assertThat(vf.driver.state()).isEqualTo(RUNNING);
        assertThat(vf.driver.ledger()).isEqualTo(new Ledger(Set.of(), 0, 0));
        assertThat(vf.device.objects).isEmpty();
    }
}
