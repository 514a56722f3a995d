package dev.vmig.perf.exchanges;

import dev.vmig.codec.DevPartsMetadataGet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Admin commands with their results, {@value Exchanges#COUNT} in a batch; the time is that of one.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main AdminCommand -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class AdminCommandBenchmark {
    /** Whose code is measured. */
    @Param
    public ExchangeCodec rival = ExchangeCodec.VMIG;

    private Exchanges exchanges = rival.create();
    private long first = 1;

    /** The batch of results. */
    static byte[] results() {
        byte[] results = new byte[Exchanges.COUNT * Exchanges.RESULT];
        for (int i = 0; i < Exchanges.COUNT; i++) {
            DevPartsMetadataGet.encodeResult(results, i * Exchanges.RESULT, 2048 + 24L * i);
        }
        return results;
    }

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        exchanges = rival.create();
        exchanges.load(results());
    }

    /** Writes a command and reads its result. */
    @Benchmark
    @OperationsPerInvocation(Exchanges.COUNT)
    public long exchange() {
        return exchanges.exchange(first++);
    }
}
