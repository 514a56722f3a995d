package dev.vmig.perf.exchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.StatusHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rivals do the same work, or the comparison is worth nothing. */
class ExchangeCodecTest {
    private static Exchanges loaded(ExchangeCodec rival, byte[] results) {
        Exchanges exchanges = rival.create();
        exchanges.load(results);
        return exchanges;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(ExchangeCodec rival) {
        Exchanges exchanges = loaded(rival, AdminCommandBenchmark.results());
        long sum = 2048L * Exchanges.COUNT + 24L * Exchanges.COUNT * (Exchanges.COUNT - 1) / 2;
        assertThat(exchanges.exchange(1)).isEqualTo(sum);
        assertThat(exchanges.exchange(1)).as("again").isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(ExchangeCodec rival) {
        Exchanges expected = loaded(ExchangeCodec.VMIG, AdminCommandBenchmark.results());
        expected.exchange(9);
        Exchanges exchanges = loaded(rival, AdminCommandBenchmark.results());
        exchanges.exchange(9);
        assertThat(exchanges.written()).isEqualTo(expected.written());
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsRefuseAFailure(ExchangeCodec rival) {
        byte[] results = AdminCommandBenchmark.results();
        StatusHeader.encode(results, results.length - Exchanges.RESULT, AdminStatus.EINVAL.number(), 0);
        Exchanges exchanges = loaded(rival, results);
        assertThatIllegalStateException().isThrownBy(() -> exchanges.exchange(1));
    }
}
