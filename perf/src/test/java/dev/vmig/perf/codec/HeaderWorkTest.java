package dev.vmig.perf.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.RecordHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All rivals do the same work. */
class HeaderWorkTest {
    private static long sumOfBatch() {
        long sum = 0;
        for (int i = 0; i < HeaderWork.COUNT; i++) {
            sum += 1038 + i + (i % 16 == 5 ? 8 : 0);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(Rival rival) {
        HeaderWork headers = rival.headers();
        headers.load(RecordHeaderBenchmark.batch());
        assertThat(headers.decode()).isEqualTo(sumOfBatch());
        assertThat(headers.decode()).as("again").isEqualTo(sumOfBatch());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(Rival rival) {
        byte[] expected = new byte[HeaderWork.BYTES];
        for (int i = 0; i < HeaderWork.COUNT; i++) {
            RecordHeader.encodeDeviceData(expected, i * RecordHeader.LENGTH, 77 + i);
        }
        HeaderWork headers = rival.headers();
        headers.encode(77);
        assertThat(headers.written()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsWhatIsRead(Rival rival) {
        HeaderWork headers = rival.headers();
        headers.encode(1);
        assertThat(headers.written()).hasSizeGreaterThan(HeaderWork.COUNT);
        byte[] batch = new byte[HeaderWork.BYTES];
        RecordHeader.encode(batch, 0, 5, 0, 0);
        headers.load(batch);
        assertThat(headers.decode()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsRefuseARecordThatIsTooLong(Rival rival) {
        byte[] batch = RecordHeaderBenchmark.batch();
        RecordHeader.encode(batch, HeaderWork.BYTES - RecordHeader.LENGTH, HeaderWork.MAXIMUM + 1, 0, 0);
        refuses(rival, batch);
        RecordHeader.encode(batch, HeaderWork.BYTES - RecordHeader.LENGTH, -1, 0, 0);
        refuses(rival, batch);
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsRefuseAnUnknownMandatoryRecord(Rival rival) {
        byte[] batch = RecordHeaderBenchmark.batch();
        RecordHeader.encode(batch, HeaderWork.BYTES - RecordHeader.LENGTH, 1, 0, 7);
        refuses(rival, batch);
    }

    private static void refuses(Rival rival, byte[] batch) {
        HeaderWork headers = rival.headers();
        headers.load(batch);
        assertThatThrownBy(headers::decode).isInstanceOfAny(IllegalStateException.class, CodecException.class);
    }
}
