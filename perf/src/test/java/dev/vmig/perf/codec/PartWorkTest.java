package dev.vmig.perf.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All rivals do the same work. */
class PartWorkTest {
    private static final PartImage SMALL = PartImage.of(PartShape.SMALL);
    private static final int VALUE = PartShape.SMALL.valueLength();
    private static final int LAST = SMALL.size() - VALUE - PartImage.HEADER;

    private static PartWork loaded(Rival rival, PartImage image) {
        PartWork parts = rival.parts();
        parts.load(image, image.bytes());
        return parts;
    }

    private static long sumOf(PartImage image) {
        long sum = 0;
        for (int i = 0; i < image.count; i++) {
            sum += image.types[i] + image.selectors[i] + image.lengths[i];
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(Rival rival) {
        for (PartShape shape : PartShape.values()) {
            PartImage image = PartImage.of(shape);
            PartWork parts = loaded(rival, image);
            assertThat(parts.validate()).isEqualTo(image.count);
            assertThat(parts.read()).isEqualTo(sumOf(image));
            assertThat(parts.read()).as("again").isEqualTo(sumOf(image));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(Rival rival) {
        for (PartShape shape : PartShape.values()) {
            PartImage image = PartImage.of(shape);
            PartWork parts = loaded(rival, image);
            parts.encode();
            assertThat(parts.written()).isEqualTo(image.bytes());
        }
    }

    @Test
    void protobufWritesWhatItReads() {
        PartWork parts = loaded(Rival.PROTOBUF, SMALL);
        parts.encode();
        assertThat(parts.written()).hasSizeGreaterThan(SMALL.values.length);
        assertThat(parts.read()).isEqualTo(sumOf(SMALL));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsRefuseDamage(Rival rival) {
        refuses(rival, PartHeader.FLAGS, 2);
        refuses(rival, PartHeader.RESERVED, 1);
        refuses(rival, PartHeader.VALUE_LENGTH, VALUE + 1);
        refuses(rival, PartHeader.VALUE_LENGTH, VALUE - 1);
        refuses(rival, PartHeader.VALUE_LENGTH + 3, 0x80);
    }

    private static void refuses(Rival rival, int field, int value) {
        byte[] bytes = SMALL.bytes();
        bytes[LAST + field] = (byte) value;
        PartWork parts = rival.parts();
        parts.load(SMALL, bytes);
        assertThatThrownBy(parts::read).isInstanceOfAny(IllegalStateException.class, CodecException.class);
        assertThatThrownBy(parts::validate).isInstanceOfAny(IllegalStateException.class, CodecException.class);
    }

    @ParameterizedTest
    @EnumSource
    void damagedListIsRefusedAtItsLastPart(RefusalBenchmark.ListAnswer verdict) {
        RefusalBenchmark benchmark = new RefusalBenchmark();
        benchmark.verdict = verdict;
        benchmark.load();
        int expected = switch (verdict) {
            case ACCEPTED -> 1;
            case REFUSED -> 0;
            case EXPLAINED -> -(LAST + PartHeader.VALUE_LENGTH);
        };
        assertThat(benchmark.judge()).isEqualTo(expected);
    }
}
