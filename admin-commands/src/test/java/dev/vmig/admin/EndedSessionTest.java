package dev.vmig.admin;

import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements 66, 99, 112 and H-7: a file of an ended session answers ENODEV, sends nothing and touches nothing. */
class EndedSessionTest {
    private final Fixture vf = Fixture.contract();

    @Test
    @DisplayName("a saving file after its session, with the next session open")
    @Tag("L-66")
    @Tag("L-112")
    void saving() throws ErrnoException {
        DataFile stale = vf.fileAt(PRE_COPY);
        vf.at(RUNNING);
        assertErrno(Errno.ENODEV, () -> read(stale, 1));
        DataFile next = vf.fileAt(PRE_COPY);
        assertDead(stale);
        assertThat(read(next, 100)).isEqualTo(image("image"));
    }

    @Test
    @DisplayName("a resuming file after its session, with the next session open")
    @Tag("L-99")
    @Tag("L-112")
    void resuming() throws ErrnoException {
        DataFile stale = vf.fileAt(RESUMING);
        write(stale, image("image"));
        vf.at(STOP);
        assertErrno(Errno.ENODEV, () -> write(stale, image("image")));
        DataFile next = vf.fileAt(RESUMING);
        vf.device.applied.clear();
        assertDead(stale);
        assertThat(vf.device.applied).isEmpty();
        write(next, image("next"));
        vf.driver.setState(STOP);
    }

    @ParameterizedTest
    @DisplayName("an ended session keeps nothing of its stream, although its file is open")
    @CsvSource({"PRE_COPY, 0", "RESUMING, 3", "RESUMING, 18"})
    void keepsNothing(MigrationState state, int written) throws ErrnoException {
        Session session = (Session) vf.fileAt(state);
        if (state == RESUMING) {
            write(session, Arrays.copyOf(image("image"), written));
        }
        assertThat(session.queuedBytes()).isPositive();
        vf.driver.reset();
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    @DisplayName("the refusal tells a session that has ended from one that has failed")
    void endedOrFailed() throws ErrnoException {
        DataFile ended = vf.fileAt(PRE_COPY);
        vf.at(RUNNING);
        assertThat(failure(() -> read(ended, 1))).hasMessage("ENODEV: the session has ended");
        DataFile failed = vf.fileAt(RESUMING);
        assertErrno(Errno.EINVAL, () -> write(failed, image("")));
        assertThat(failure(() -> write(failed, image("image")))).hasMessage("ENODEV: the session has failed");
    }

    @Test
    @DisplayName("closing a file does not end its session; closing it after the session is harmless")
    void closeOfTheFile() throws ErrnoException {
        DataFile file = vf.fileAt(PRE_COPY);
        file.close();
        assertThat(vf.driver.ledger().openSessions()).isEqualTo(1);
        vf.driver.setState(RUNNING);
        vf.device.drainLog();
        file.close();
        assertThat(vf.log()).isEmpty();
    }

    private void assertDead(DataFile stale) {
        Ledger before = vf.driver.ledger();
        assertErrno(Errno.ENODEV, () -> read(stale, 1));
        assertErrno(Errno.ENODEV, () -> read(stale, 0));
        assertErrno(Errno.ENODEV, () -> write(stale, image("stray")));
        assertErrno(Errno.ENODEV, () -> write(stale, new byte[0]));
        assertErrno(Errno.ENODEV, stale::precopyInfo);
        stale.close();
        assertThat(vf.log()).isEmpty();
        assertThat(vf.driver.ledger()).isEqualTo(before);
    }
}
