package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_SET;
import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.STOPPED;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.join;
import static dev.vmig.admin.Fixture.record;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RESUMING>STOP succeeds exactly when at least one image was applied, nothing is pending and no write failed. */
class EndOfResumingTest {
    private static final byte[] IMAGE = image("image");

    private final Fixture vf = Fixture.contract();

    @Test
    @DisplayName("contract: one whole image, and what can be skipped, is enough (S-3)")
    void loaded() throws ErrnoException {
        write(vf.fileAt(RESUMING), join(IMAGE, record(4, 1, 7, "skip"), record(0, 1, 7, "")));
        vf.driver.setState(STOP);
        assertThat(vf.driver.state()).isEqualTo(STOP);
    }

    @Test
    @DisplayName(
            "contract side of statement 49, K-1: nothing written is refused without a command, and nothing changes")
    @Tag("L-49")
    void nothingWritten() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        assertThat(failure(() -> vf.driver.setState(RUNNING))).hasMessage("EINVAL: no image was written");
        assertThat(vf.log()).isEmpty();
        assertThat(vf.driver.state()).isEqualTo(RESUMING);
        write(file, IMAGE);
        vf.driver.setState(RUNNING);
    }

    @Test
    @DisplayName("a skipped record is no image")
    void onlySkipped() throws ErrnoException {
        write(vf.fileAt(RESUMING), record(4, 1, 7, "skip"));
        assertErrno(Errno.EINVAL, () -> vf.driver.setState(STOP));
    }

    static IntStream cuts() {
        return IntStream.range(1, IMAGE.length);
    }

    @ParameterizedTest
    @DisplayName("contract side of statement 96, K-1: an incomplete record is refused, also behind a whole image")
    @Tag("L-96")
    @MethodSource("cuts")
    void pending(int cut) throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        write(file, join(IMAGE, Arrays.copyOf(IMAGE, cut)));
        assertThat(failure(() -> vf.driver.setState(STOP)))
                .hasMessage(
                        cut < 16
                                ? "EINVAL: the stream ends with %d of 16 bytes of a record header".formatted(cut)
                                : "EINVAL: the stream ends with a record whose last %d bytes have not come"
                                        .formatted(IMAGE.length - cut));
        assertThat(vf.driver.state()).isEqualTo(RESUMING);
        write(file, Arrays.copyOfRange(IMAGE, cut, IMAGE.length));
        vf.driver.setState(STOP);
    }

    @Test
    @DisplayName("contract side of statement 95, K-1: after a failed write only a reset leads out")
    @Tag("L-95")
    void failedWrite() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        write(file, IMAGE);
        vf.device.failNext(Opcode.DEV_PARTS_SET, 22);
        assertErrno(Errno.EINVAL, () -> write(file, IMAGE));
        assertThat(failure(() -> vf.driver.setState(STOP)))
                .hasMessage("EINVAL: a write has failed: what was loaded is not whole");
        vf.driver.reset();
        assertThat(vf.driver.state()).isEqualTo(RUNNING);
    }

    @Test
    @DisplayName("statements 49, 95, 96, K-1: Linux checks nothing")
    @Tag("L-49")
    @Tag("L-95")
    @Tag("L-96")
    void linuxChecksNothing() throws ErrnoException {
        Fixture linux = Fixture.linux();
        linux.driver.setState(RESUMING);
        linux.driver.setState(RUNNING);
        assertThat(linux.log()).containsExactly(STOPPED, CREATE_SET, DESTROY, Fixture.RUNNING);

        write(linux.fileAt(RESUMING), Arrays.copyOf(IMAGE, 20));
        linux.driver.setState(STOP);

        DataFile file = linux.fileAt(RESUMING);
        linux.device.failNext(Opcode.DEV_PARTS_SET, 22);
        assertErrno(Errno.EINVAL, () -> write(file, IMAGE));
        linux.driver.setState(STOP);
        assertThat(linux.driver.state()).isEqualTo(STOP);
    }
}
