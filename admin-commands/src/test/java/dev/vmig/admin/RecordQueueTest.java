package dev.vmig.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The stream of a saving session. */
class RecordQueueTest {
    @Test
    @DisplayName("what was cleared away is not read any more, and the position stays")
    void cleared() {
        RecordQueue stream = new RecordQueue();
        byte[] buffer = new byte[9];
        stream.append(ByteBuffer.wrap(Fixture.bytes("first")));
        assertThat(stream.read(buffer, 0, 2)).isEqualTo(2);
        stream.clear();
        assertThat(stream.unread()).isZero();
        assertThat(stream.position()).isEqualTo(2);
        stream.append(ByteBuffer.wrap(Fixture.bytes("next")));
        assertThat(stream.read(buffer, 0, 9)).isEqualTo(4);
        assertThat(buffer).startsWith('n', 'e', 'x', 't');
    }
}
