package dev.vmig.admin;

import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.FLR;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseTest {
    private final Fixture vf = Fixture.contract();

    @ParameterizedTest
    @DisplayName(
            "statement 58, contract side of K-15: close ends the session, and resets the function if it was stopped")
    @Tag("L-58")
    @Tag("L-13")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ERROR")
    void close(MigrationState state) throws ErrnoException {
        Optional<DataFile> file = vf.at(state);
        vf.driver.close();
        List<String> expected = new ArrayList<>();
        if (state != RUNNING && state != PRE_COPY) {
            expected.add(FLR);
        }
        if (state.inSavingGroup() || state == RESUMING) {
            expected.add(DESTROY);
        }
        assertThat(vf.log()).isEqualTo(expected);
        assertThat(vf.driver.ledger()).isEqualTo(new Ledger(Set.of(), 0, 0));
        assertThat(vf.open(2, DriverOptions.DEFAULT).state()).isEqualTo(RUNNING);
        if (file.isPresent()) {
            assertErrno(Errno.ENODEV, () -> read(file.get(), 1));
        }
    }

    @Test
    @DisplayName("statement 58, K-15: Linux leaves the device stopped")
    @Tag("L-58")
    void linuxLeavesItStopped() throws ErrnoException {
        Fixture linux = Fixture.linux();
        linux.at(RESUMING);
        linux.driver.close();
        assertThat(linux.log()).containsExactly(DESTROY);
    }

    @Test
    @DisplayName("a closed device answers ENODEV, and neither close nor reset does anything any more")
    void closed() throws ErrnoException {
        vf.at(STOP);
        vf.driver.close();
        vf.device.drainLog();
        vf.driver.close();
        vf.driver.reset();
        assertErrno(Errno.ENODEV, () -> vf.driver.setState(RUNNING));
        assertErrno(Errno.ENODEV, vf.driver::state);
        assertErrno(Errno.ENODEV, vf.driver::stopCopyLength);
        assertThat(vf.log()).isEmpty();
    }

    @Test
    @DisplayName("H-5: a reset that comes while the device is closed finds nothing left to destroy")
    void resetDuringClose() throws ErrnoException {
        vf.at(PRE_COPY);
        vf.device.duringNext(Opcode.RESOURCE_OBJ_DESTROY, vf.driver::reset);
        vf.driver.close();
        assertThat(vf.log()).containsOnlyOnce(DESTROY);
        assertThat(vf.owner.takenIds()).isEmpty();
    }
}
