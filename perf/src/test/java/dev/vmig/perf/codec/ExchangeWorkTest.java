package dev.vmig.perf.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.StatusHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All rivals do the same work. */
class ExchangeWorkTest {
    private static ExchangeWork loaded(Rival rival, byte[] results) {
        ExchangeWork exchanges = rival.exchanges();
        exchanges.load(results);
        return exchanges;
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsReadTheSame(Rival rival) {
        ExchangeWork exchanges = loaded(rival, AdminCommandBenchmark.results());
        long sum = 2048L * ExchangeWork.COUNT + 24L * ExchangeWork.COUNT * (ExchangeWork.COUNT - 1) / 2;
        assertThat(exchanges.exchange(1)).isEqualTo(sum);
        assertThat(exchanges.exchange(1)).as("again").isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
    void allRivalsWriteTheSameBytes(Rival rival) {
        ExchangeWork expected = loaded(Rival.VMIG, AdminCommandBenchmark.results());
        expected.exchange(9);
        ExchangeWork exchanges = loaded(rival, AdminCommandBenchmark.results());
        exchanges.exchange(9);
        assertThat(exchanges.written()).isEqualTo(expected.written());
    }

    @ParameterizedTest
    @EnumSource
    void allRivalsRefuseAFailure(Rival rival) {
        byte[] results = AdminCommandBenchmark.results();
        StatusHeader.encode(results, results.length - ExchangeWork.RESULT, AdminStatus.EINVAL.number(), 0);
        ExchangeWork exchanges = loaded(rival, results);
        assertThatIllegalStateException().isThrownBy(() -> exchanges.exchange(1));
    }
}
