package dev.vmig.perf.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.RecordHeader;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rivals do the same work, or the comparison is worth nothing. */
class StreamCodecTest {
    private static final byte[] IMAGE = RecordStreamBenchmark.image();

    private static Streams loaded(StreamCodec rival, byte[] stream) {
        Streams streams = rival.create();
        streams.load(IMAGE, stream);
        return streams;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(StreamCodec rival) {
        Streams streams = loaded(rival, RecordStreamBenchmark.stream(IMAGE));
        long sum = Streams.RECORDS * Streams.digest(IMAGE, IMAGE.length);
        assertThat(streams.read()).isEqualTo(sum);
        assertThat(streams.read()).as("again").isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(StreamCodec rival) {
        byte[] stream = RecordStreamBenchmark.stream(IMAGE);
        Streams streams = loaded(rival, stream);
        streams.write();
        assertThat(Arrays.mismatch(streams.written(), stream)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsRefuseAnImageThatIsTooLong(StreamCodec rival) {
        byte[] stream = RecordStreamBenchmark.stream(IMAGE);
        RecordHeader.encodeDeviceData(stream, 7 * Streams.RECORD, Streams.IMAGE + 1);
        Streams streams = loaded(rival, stream);
        assertThatThrownBy(streams::read).isInstanceOfAny(IllegalStateException.class, CodecException.class);
    }
}
