package dev.vmig.perf.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.RecordHeader;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All rivals do the same work. */
class StreamWorkTest {
    private static final byte[] IMAGE = RecordStreamBenchmark.image();

    private static StreamWork loaded(Rival rival, byte[] stream) {
        StreamWork streams = rival.streams();
        streams.load(IMAGE, stream);
        return streams;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(Rival rival) {
        StreamWork streams = loaded(rival, RecordStreamBenchmark.stream(IMAGE));
        long sum = StreamWork.RECORDS * StreamWork.digest(IMAGE, IMAGE.length);
        assertThat(streams.read()).isEqualTo(sum);
        assertThat(streams.read()).as("again").isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(Rival rival) {
        byte[] stream = RecordStreamBenchmark.stream(IMAGE);
        StreamWork streams = loaded(rival, stream);
        streams.write();
        assertThat(Arrays.mismatch(streams.written(), stream)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsRefuseAnImageThatIsTooLong(Rival rival) {
        byte[] stream = RecordStreamBenchmark.stream(IMAGE);
        RecordHeader.encodeDeviceData(stream, 7 * StreamWork.RECORD, StreamWork.IMAGE + 1);
        StreamWork streams = loaded(rival, stream);
        assertThatThrownBy(streams::read).isInstanceOfAny(IllegalStateException.class, CodecException.class);
    }
}
