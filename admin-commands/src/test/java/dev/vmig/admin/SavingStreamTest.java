package dev.vmig.admin;

import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.join;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SavingStreamTest {
    private final Fixture vf = Fixture.contract();

    @Test
    @DisplayName("statements 59, 60, 63: STOP_COPY is one record; then 0 for good")
    @Tag("L-59")
    @Tag("L-60")
    @Tag("L-63")
    void oneRecord() throws ErrnoException {
        vf.announce("all device parts");
        DataFile file = vf.fileAt(STOP_COPY);
        assertThat(read(file, 1000)).isEqualTo(image("all device parts"));
        assertThat(read(file, 1)).isEmpty();
        assertThat(read(file, 1)).isEmpty();
        assertThat(read(file, 0)).isEmpty();
    }

    @Test
    @DisplayName(
            "statements 61, 67, 27: what pre-copy left unread comes first, then the final record, on the same file")
    @Tag("L-61")
    @Tag("L-67")
    @Tag("L-27")
    void finalRecordIsAppended() throws ErrnoException {
        vf.announce("first");
        DataFile file = vf.fileAt(PRE_COPY);
        byte[] start = read(file, 10);
        vf.announce("the final one");
        assertThat(vf.at(STOP_COPY)).isEmpty();
        assertThat(join(start, read(file, 1000))).isEqualTo(join(image("first"), image("the final one")));
        assertThat(read(file, 1)).isEmpty();
    }

    @Test
    @DisplayName("statements 64, 65: the temporary end of PRE_COPY is ENOMSG, but never in place of bytes")
    @Tag("L-64")
    @Tag("L-65")
    void temporaryEnd() throws ErrnoException {
        vf.announce("first");
        DataFile file = vf.fileAt(PRE_COPY);
        assertThat(read(file, 1000)).hasSize(21);
        assertErrno(Errno.ENOMSG, () -> read(file, 1));
        assertThat(read(file, 0)).isEmpty();
    }

    @Test
    @DisplayName("statement 68: nothing is lost when PRE_COPY is left for PRE_COPY_P2P and entered again")
    @Tag("L-68")
    @Tag("L-37")
    void sessionLivesOn() throws ErrnoException {
        vf.announce("first");
        DataFile file = vf.fileAt(PRE_COPY);
        byte[] a = read(file, 3);
        vf.at(PRE_COPY_P2P);
        byte[] b = read(file, 15);
        vf.at(PRE_COPY);
        byte[] c = read(file, 100);
        assertThat(join(a, b, c)).isEqualTo(image("first"));
    }

    @Test
    @DisplayName("statement 51: a session that is entered again has a stream of its own, from position 0")
    @Tag("L-51")
    void freshStream() throws ErrnoException {
        read(vf.fileAt(STOP_COPY), 7);
        vf.at(STOP);
        assertThat(read(vf.fileAt(STOP_COPY), 100)).isEqualTo(image("image"));
        assertThat(vf.driver.ledger().objectIds()).containsExactly(0);
    }

    @Test
    @DisplayName("statement 71: a record is as long as what the device returned, not as what it announced")
    @Tag("L-71")
    void sizeOfWhatWasReturned() throws ErrnoException {
        vf.announce("shorter");
        vf.device.announced = 100;
        assertThat(read(vf.fileAt(STOP_COPY), 1000)).isEqualTo(image("shorter"));
        vf.at(STOP);
        vf.announce("longer than announced");
        vf.device.announced = 3;
        assertThat(read(vf.fileAt(STOP_COPY), 1000)).isEqualTo(image("longer than announced"));
    }

    @Test
    @DisplayName("a device that lies about the used length adds nothing to the stream")
    void lyingUsedLength() throws ErrnoException {
        vf.device.next(Opcode.DEV_PARTS_GET, usual -> new AdminCompletion(0xffff_ffffL, usual.writable()));
        assertThat(read(vf.fileAt(STOP_COPY), 10_000)).isEqualTo(image("image"));
    }

    @Test
    @DisplayName("statement 69: a saving file cannot be written, and is at its place in the caller's buffer")
    @Tag("L-69")
    void direction() throws ErrnoException {
        DataFile file = vf.fileAt(STOP_COPY);
        assertErrno(Errno.EBADF, () -> Fixture.write(file, new byte[1]));
        byte[] buffer = new byte[30];
        assertThat(file.read(buffer, 4, 21)).isEqualTo(21);
        assertThat(buffer).startsWith(0, 0, 0, 0, 5).endsWith('e', 0, 0, 0, 0, 0);
    }

    @Test
    @DisplayName("the ledger counts unread bytes")
    void ledger() throws ErrnoException {
        DataFile file = vf.fileAt(STOP_COPY);
        read(file, 6);
        assertThat(vf.driver.ledger()).isEqualTo(new Ledger(Set.of(0), 1, 15));
    }
}
