package dev.vmig.perf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The candidates of a benchmark must do the same work, or the comparison is worth nothing. */
class BenchmarksTest {
    @Test
    void headersAreDecodedAlike() {
        RecordHeaderBenchmark benchmark = new RecordHeaderBenchmark();
        benchmark.fill();
        assertThat(benchmark.decode()).isEqualTo(benchmark.decodeByteBuffer()).isEqualTo(1038);
        byte[] codec = benchmark.encode().clone();
        assertThat(codec[0]).isEqualTo((byte) 1038);
        assertThat(benchmark.encodeByteBuffer()[0]).isEqualTo((byte) 1039);
    }

    @Test
    void partsAreWalkedAlike() {
        PartWalkBenchmark benchmark = new PartWalkBenchmark();
        benchmark.fill();
        assertThat(benchmark.walk()).isEqualTo(benchmark.walkByteBuffer()).isEqualTo(64 * (0x104 + 64) + 63 * 64 / 2);
    }

    @Test
    void statesAreLookedUpAlike() {
        NextStateBenchmark benchmark = new NextStateBenchmark();
        benchmark.fill();
        assertThat(benchmark.table()).isEqualTo(benchmark.maps()).isPositive();
    }
}
