package dev.vmig.perf.codec;

import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.perf.NanosecondBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Admin commands with their results, {@value ExchangeWork#COUNT} in a batch; the time is that of one.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main AdminCommand -prof gc}
 */
public class AdminCommandBenchmark extends NanosecondBenchmark {
    /** The library that is measured. */
    @Param
    public Rival rival = Rival.VMIG;

    private ExchangeWork exchanges = rival.exchanges();
    private long first = 1;

    /** The batch of results. */
    static byte[] results() {
        byte[] results = new byte[ExchangeWork.COUNT * ExchangeWork.RESULT];
        for (int i = 0; i < ExchangeWork.COUNT; i++) {
            DevPartsMetadataGet.encodeResult(results, i * ExchangeWork.RESULT, 2048 + 24L * i);
        }
        return results;
    }

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        exchanges = rival.exchanges();
        exchanges.load(results());
    }

    /** Writes a command and reads its result. */
    @Benchmark
    @OperationsPerInvocation(ExchangeWork.COUNT)
    public long exchange() {
        return exchanges.exchange(first++);
    }
}
