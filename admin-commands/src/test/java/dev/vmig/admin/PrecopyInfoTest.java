package dev.vmig.admin;

import static dev.vmig.admin.Fixture.GET;
import static dev.vmig.admin.Fixture.METADATA;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PrecopyInfoTest {
    private static final PrecopyInfo NOTHING = new PrecopyInfo(0, 0);

    private final Fixture vf = Fixture.contract();

    @Test
    @DisplayName(
            "statements 75, 76, K-3: initial_bytes is 16 + N and decreases as read; dirty_bytes is 0, not left unset")
    @Tag("L-75")
    @Tag("L-76")
    @Tag("L-86")
    void initialBytes() throws ErrnoException {
        DataFile file = vf.fileAt(PRE_COPY);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(21, 0));
        read(file, 20);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(1, 0));
        read(file, 1);
        assertThat(file.precopyInfo()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("statement 79: within a second the device is asked once")
    @Tag("L-79")
    void limiter() throws ErrnoException {
        DataFile file = drained(vf);
        file.precopyInfo();
        assertThat(vf.device.drainLog()).containsExactly(METADATA, GET);
        read(file, 100);
        vf.now = vf.now.plus(Duration.ofSeconds(1)).minusNanos(1);
        assertThat(file.precopyInfo()).isEqualTo(NOTHING);
        assertThat(vf.log()).isEmpty();
        vf.now = vf.now.plusNanos(1);
        assertThat(file.precopyInfo().dirtyBytes()).isEqualTo(21);
        assertThat(vf.log()).containsExactly(METADATA, GET);
    }

    @Test
    @DisplayName("statement 80: a call while initial bytes are unread counts for the limiter")
    @Tag("L-80")
    void unreadInitialConsumesTheLimiter() throws ErrnoException {
        DataFile file = vf.fileAt(PRE_COPY);
        file.precopyInfo();
        assertThat(vf.device.drainLog()).containsExactly(METADATA);
        read(file, 100);
        assertThat(file.precopyInfo()).isEqualTo(NOTHING);
        assertThat(vf.log()).isEmpty();
    }

    @Test
    @DisplayName(
            "statement 81, contract side of K-10: dirty_bytes is what read will deliver, header and real size included")
    @Tag("L-81")
    void refreshed() throws ErrnoException {
        DataFile file = drained(vf);
        vf.announce("changed");
        vf.device.announced = 100;
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 23));
        assertThat(read(file, 1000)).isEqualTo(image("changed"));
    }

    @Test
    @DisplayName("statement 82, contract side of K-10: while bytes are unread nothing is fetched, and only they count")
    @Tag("L-82")
    void unreadAreReported() throws ErrnoException {
        DataFile file = drained(vf);
        file.precopyInfo();
        read(file, 1);
        vf.device.drainLog();
        vf.now = vf.now.plusSeconds(1);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 20));
        assertThat(vf.log()).containsExactly(METADATA);
    }

    @Test
    @DisplayName("statements 81, 82, K-10: Linux adds what the device announced, and forgets the header")
    @Tag("L-81")
    @Tag("L-82")
    void linuxCounts() throws ErrnoException {
        Fixture linux = Fixture.linux();
        linux.announce("x".repeat(100));
        DataFile file = drained(linux);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 100));
        assertThat(read(file, 1000)).hasSize(116);

        linux.now = linux.now.plusSeconds(1);
        file.precopyInfo();
        read(file, 16);
        linux.now = linux.now.plusSeconds(1);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 200));
    }

    @Test
    @DisplayName("H-4: unread bytes are reported also when the limiter refuses")
    void unreadWithinTheSecond() throws ErrnoException {
        DataFile file = drained(vf);
        file.precopyInfo();
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 21));
    }

    @Test
    @DisplayName("statement 83: a refresh that fails harms nothing and can be tried again")
    @Tag("L-83")
    void failedRefresh() throws ErrnoException {
        DataFile file = drained(vf);
        vf.device.failNext(Opcode.DEV_PARTS_GET, 16);
        assertErrno(Errno.EBUSY, file::precopyInfo);
        assertErrno(Errno.ENOMSG, () -> read(file, 1));
        vf.now = vf.now.plusSeconds(1);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 21));
    }

    @Test
    @DisplayName("statement 84: if DEV_PARTS_METADATA_GET fails nothing changes")
    @Tag("L-84")
    void failedMetadata() throws ErrnoException {
        DataFile file = vf.fileAt(PRE_COPY);
        vf.device.failNext(Opcode.DEV_PARTS_METADATA_GET, 11);
        assertErrno(Errno.EAGAIN, file::precopyInfo);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(21, 0));
    }

    @Test
    @DisplayName("statement 85: the limiter starts anew with each session")
    @Tag("L-85")
    void limiterOfTheSession() throws ErrnoException {
        vf.fileAt(PRE_COPY).precopyInfo();
        vf.at(RUNNING);
        DataFile again = vf.fileAt(PRE_COPY);
        again.precopyInfo();
        assertThat(vf.log()).containsExactly(METADATA);
    }

    @Test
    @DisplayName("statements 77, 78: allowed in PRE_COPY_P2P, EINVAL in STOP_COPY")
    @Tag("L-77")
    @Tag("L-78")
    void states() throws ErrnoException {
        DataFile file = drained(vf);
        vf.at(PRE_COPY_P2P);
        assertThat(file.precopyInfo()).isEqualTo(new PrecopyInfo(0, 21));
        vf.at(STOP_COPY);
        assertErrno(Errno.EINVAL, file::precopyInfo);
        assertThat(vf.log()).isEmpty();
    }

    @Test
    @DisplayName("statement 61: with r refreshes the stream has 1 + r + 1 records")
    @Tag("L-61")
    void refreshesAreRecords() throws ErrnoException {
        DataFile file = drained(vf);
        int records = 1;
        for (int i = 0; i < 3; i++) {
            vf.now = vf.now.plusSeconds(1);
            file.precopyInfo();
            records += read(file, 1000).length / 21;
        }
        vf.at(STOP_COPY);
        records += read(file, 1000).length / 21;
        assertThat(records).isEqualTo(5);
    }

    private static DataFile drained(Fixture vf) throws ErrnoException {
        DataFile file = vf.fileAt(PRE_COPY);
        read(file, 1000);
        return file;
    }
}
