package dev.vmig.perf.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.RecordHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rivals do the same work, or the comparison is worth nothing. */
class HeaderCodecTest {
    private static long sumOfBatch() {
        long sum = 0;
        for (int i = 0; i < Headers.COUNT; i++) {
            sum += 1038 + i + (i % 16 == 5 ? 8 : 0);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(HeaderCodec rival) {
        Headers headers = rival.create();
        headers.load(RecordHeaderBenchmark.batch());
        assertThat(headers.decode()).isEqualTo(sumOfBatch());
        assertThat(headers.decode()).as("again").isEqualTo(sumOfBatch());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(HeaderCodec rival) {
        byte[] expected = new byte[Headers.BYTES];
        for (int i = 0; i < Headers.COUNT; i++) {
            RecordHeader.encodeDeviceData(expected, i * RecordHeader.LENGTH, 77 + i);
        }
        Headers headers = rival.create();
        headers.encode(77);
        assertThat(headers.written()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsWhatIsRead(HeaderCodec rival) {
        Headers headers = rival.create();
        headers.encode(1);
        assertThat(headers.written()).hasSizeGreaterThan(Headers.COUNT);
        byte[] batch = new byte[Headers.BYTES];
        RecordHeader.encode(batch, 0, 5, 0, 0);
        headers.load(batch);
        assertThat(headers.decode()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsRefuseARecordThatIsTooLong(HeaderCodec rival) {
        byte[] batch = RecordHeaderBenchmark.batch();
        RecordHeader.encode(batch, Headers.BYTES - RecordHeader.LENGTH, Headers.MAXIMUM + 1, 0, 0);
        refuses(rival, batch);
        RecordHeader.encode(batch, Headers.BYTES - RecordHeader.LENGTH, -1, 0, 0);
        refuses(rival, batch);
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsRefuseAnUnknownMandatoryRecord(HeaderCodec rival) {
        byte[] batch = RecordHeaderBenchmark.batch();
        RecordHeader.encode(batch, Headers.BYTES - RecordHeader.LENGTH, 1, 0, 7);
        refuses(rival, batch);
    }

    private static void refuses(HeaderCodec rival, byte[] batch) {
        Headers headers = rival.create();
        headers.load(batch);
        assertThatThrownBy(headers::decode).isInstanceOfAny(IllegalStateException.class, CodecException.class);
    }
}
