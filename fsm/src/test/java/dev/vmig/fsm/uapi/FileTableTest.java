package dev.vmig.fsm.uapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import org.junit.jupiter.api.Test;

class FileTableTest {
    private final FileTable table = new FileTable(3);

    @Test
    void lowestFreeNumberIsGivenOutFirst() throws ErrnoException {
        assertThat(table.reserve(false)).isZero();
        assertThat(table.reserve(true)).isEqualTo(1);
        assertThat(table.reserve(false)).isEqualTo(2);
        table.giveBack(1);
        assertThat(table.isCloseOnExec(1)).isFalse();
        assertThat(table.reserve(false)).isEqualTo(1);
        assertThat(table.isCloseOnExec(1)).isFalse();
    }

    @Test
    void fullTableIsEmfile() throws ErrnoException {
        for (int i = 0; i < 3; i++) {
            table.reserve(true);
        }
        assertThatThrownBy(() -> table.reserve(true)).hasMessage("EMFILE: file descriptors: all 3 are in use");
        assertThat(table.size()).isEqualTo(3);
        assertThatThrownBy(() -> new FileTable(0).reserve(true)).hasMessageStartingWith("EMFILE");
    }

    @Test
    void execClosesFilesThatAreCloseOnExecAndOnlyThose() throws ErrnoException {
        FakeFile closed = file();
        FakeFile kept = file();
        int first = table.reserve(true);
        table.install(first, StreamFile.resuming(closed));
        table.install(table.reserve(false), StreamFile.resuming(kept));
        table.exec();
        assertThat(closed.closed).isTrue();
        assertThat(kept.closed).isFalse();
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.reserve(true)).isEqualTo(first);
    }

    @Test
    void onlyAReservedNumberCanBeInstalledOrGivenBack() throws ErrnoException {
        StreamFile file = StreamFile.resuming(file());
        assertThatThrownBy(() -> table.install(0, file)).hasMessage("descriptor 0 is not just reserved");
        assertThatThrownBy(() -> table.giveBack(0)).hasMessage("descriptor 0 is not just reserved");
        int fd = table.reserve(true);
        table.install(fd, file);
        assertThatThrownBy(() -> table.install(fd, file)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.giveBack(fd)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limitIsNotNegative() {
        assertThatThrownBy(() -> new FileTable(-1)).hasMessage("limit: -1 (expected: at least 0)");
    }

    private static FakeFile file() {
        return new FakeFile(new FakeDevice(FeatureSet.STOP_COPY));
    }
}
