package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static dev.vmig.fsm.uapi.Fixture.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.fsm.Errno;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Facts, sections 3.10 and 1.7: what a data file answers by its number. */
class DataFileCallsTest {
    private final Fixture vf = Fixture.full();
    private final UserBuffer memory = UserBuffer.of(new byte[64]);

    @Test
    void numberWithoutFileIsBad() throws Exception {
        int reserved = vf.table.reserve(true);
        for (int fd : new int[] {-1, reserved, 3, Integer.MAX_VALUE}) {
            assertThat(vf.files.read(fd, memory, 1)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.write(fd, memory, 1)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.pread(fd, memory, 1, 0)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.pwrite(fd, memory, 1, 0)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.ioctl(fd, 0, memory)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.setNonBlocking(fd, true)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.isNonBlocking(fd)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.close(fd)).isEqualTo(error(Errno.EBADF));
            assertThat(vf.files.poll(fd)).isEqualTo(DataFileCalls.POLL_INVALID);
        }
    }

    @Test
    @Tag("L-69")
    void savingFileIsAStreamForReading() {
        int fd = vf.set(STOP_COPY);
        vf.device.currentSession().content = new byte[1];
        assertThat(vf.files.pread(fd, memory, 1, 0)).isEqualTo(error(Errno.ESPIPE));
        assertThat(vf.files.pwrite(fd, memory, 1, 0)).isEqualTo(error(Errno.ESPIPE));
        assertThat(vf.files.pread(fd, memory, 1, -1)).isEqualTo(error(Errno.EINVAL));
        assertThat(vf.files.write(fd, memory, 1)).isEqualTo(error(Errno.EBADF));
        assertThat(vf.files.ioctl(fd, VfioIoctl.DEVICE_FEATURE, memory)).isEqualTo(error(Errno.ENOTTY));
        assertThat(vf.read(fd, 9)).isEqualTo(1);
    }

    @Test
    @Tag("L-101")
    void resumingFileIsAStreamForWriting() {
        int fd = vf.set(RESUMING);
        assertThat(vf.files.pwrite(fd, memory, 1, 0)).isEqualTo(error(Errno.ESPIPE));
        assertThat(vf.files.read(fd, memory, 1)).isEqualTo(error(Errno.EBADF));
        assertThat(vf.files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, memory)).isEqualTo(error(Errno.ENOTTY));
        assertThat(vf.files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, UserBuffer.absent()))
                .isEqualTo(error(Errno.ENOTTY));
        assertThat(vf.write(fd, (byte) 1, (byte) 2)).isEqualTo(2);
        assertThat(vf.device.currentSession().content).containsExactly(1, 2);
    }

    /** The direction belongs to the file, so that it is looked at before the session, even one that has ended. */
    @Test
    @Tag("L-69")
    void directionComesBeforeTheSessionAndTheMemory() {
        int fd = vf.set(STOP_COPY);
        vf.set(STOP);
        assertThat(vf.files.write(fd, UserBuffer.absent(), 1)).isEqualTo(error(Errno.EBADF));
        assertThat(vf.files.read(fd, UserBuffer.absent(), 1)).isEqualTo(error(Errno.ENODEV));
        int resuming = vf.set(RESUMING);
        vf.set(STOP);
        assertThat(vf.files.read(resuming, UserBuffer.absent(), 1)).isEqualTo(error(Errno.EBADF));
        assertThat(vf.files.write(resuming, UserBuffer.absent(), 1)).isEqualTo(error(Errno.ENODEV));
    }

    @Test
    void refusalNamesTheDirectionThatTheFileHasNot() {
        FakeFile session = new FakeFile(vf.device);
        assertThatThrownBy(() -> StreamFile.resuming(session).read(memory, 1))
                .hasMessage("EBADF: a resuming file cannot be read");
        assertThatThrownBy(() -> StreamFile.saving(session, Optional.empty()).write(memory, 1))
                .hasMessage("EBADF: a saving file cannot be written");
    }

    @Test
    @Tag("L-70")
    void nonBlockingMakesNoDifference() {
        int fd = vf.set(PRE_COPY);
        for (boolean on : new boolean[] {true, false}) {
            assertThat(vf.files.setNonBlocking(fd, on)).isZero();
            assertThat(vf.files.isNonBlocking(fd)).isEqualTo(on ? 1 : 0);
            assertThat(vf.read(fd, 1)).isEqualTo(error(Errno.ENOMSG));
        }
    }

    /** In every condition of the stream, the temporary end and the end of the session among them. */
    @Test
    @Tag("L-74")
    void pollReportsTheFileReadyAtAnyTime() {
        int fd = vf.set(PRE_COPY);
        assertThat(vf.read(fd, 1)).isEqualTo(error(Errno.ENOMSG));
        assertThat(vf.files.poll(fd)).isEqualTo(DataFileCalls.POLL_READY);
        vf.device.currentSession().content = new byte[1];
        assertThat(vf.files.poll(fd)).isEqualTo(DataFileCalls.POLL_READY);
        vf.set(RUNNING);
        assertThat(vf.files.poll(fd)).isEqualTo(DataFileCalls.POLL_READY);
        assertThat(DataFileCalls.POLL_READY).isEqualTo(0x145);
    }

    @Test
    void faultLosesNothingOfTheStream() {
        int fd = vf.set(STOP_COPY);
        vf.device.currentSession().content = new byte[] {1, 2, 3, 4, 5};
        assertThat(vf.files.read(fd, UserBuffer.absent(), 5)).isEqualTo(error(Errno.EFAULT));
        assertThat(vf.files.read(fd, UserBuffer.readOnly(new byte[5]), 5)).isEqualTo(error(Errno.EFAULT));
        byte[] two = new byte[2];
        assertThat(vf.files.read(fd, UserBuffer.of(two), 5)).isEqualTo(2);
        assertThat(two).containsExactly(1, 2);
        byte[] rest = new byte[9];
        assertThat(vf.files.read(fd, UserBuffer.of(rest), 9)).isEqualTo(3);
        assertThat(rest).containsExactly(3, 4, 5, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void faultWritesNothing() {
        int fd = vf.set(RESUMING);
        assertThat(vf.files.write(fd, UserBuffer.of(new byte[4]), 5)).isEqualTo(error(Errno.EFAULT));
        assertThat(vf.device.currentSession().content).isEmpty();
    }

    @Test
    void countOfZeroIsAnsweredWithZeroWhateverTheMemory() {
        int fd = vf.set(PRE_COPY);
        assertThat(vf.files.read(fd, UserBuffer.absent(), 0)).isZero();
        vf.reset();
        assertThat(vf.files.read(fd, UserBuffer.absent(), 0)).isEqualTo(error(Errno.ENODEV));
        assertThat(vf.files.write(vf.set(RESUMING), UserBuffer.absent(), 0)).isZero();
    }

    @Test
    void negativeCountIsRefusedAndALargeOneShortened() {
        int fd = vf.set(STOP_COPY);
        vf.device.currentSession().content = new byte[3];
        assertThat(vf.files.read(fd, memory, -1)).isEqualTo(error(Errno.EINVAL));
        assertThat(vf.files.read(fd, memory, Long.MAX_VALUE)).isEqualTo(3);
        vf.set(STOP);
        int resuming = vf.set(RESUMING);
        byte[] large = new byte[StreamFile.LONGEST_TRANSFER + 1];
        assertThat(vf.files.write(resuming, UserBuffer.of(large), large.length)).isEqualTo(1 << 20);
        assertThat(vf.device.currentSession().largestWrite).isEqualTo(1 << 20);
    }

    @Test
    void closedNumberIsGivenOutAgain() {
        int fd = vf.set(STOP_COPY);
        FakeFile session = vf.device.currentSession();
        assertThat(vf.files.close(fd)).isZero();
        assertThat(session.closed).isTrue();
        assertThat(vf.files.close(fd)).isEqualTo(error(Errno.EBADF));
        assertThat(vf.set(RESUMING)).isEqualTo(fd);
    }
}
