package dev.vmig.perf.codec;

import dev.vmig.codec.RecordHeader;
import dev.vmig.perf.NanosecondBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Record headers, {@value HeaderWork#COUNT} in a batch; the time is that of one.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main RecordHeader -prof gc}
 */
public class RecordHeaderBenchmark extends NanosecondBenchmark {
    private static final long SMALLEST = 1038;

    /** The library that is measured. */
    @Param
    public Rival rival = Rival.VMIG;

    private HeaderWork headers = rival.headers();
    private long first = SMALLEST;

    /** The batch to decode. */
    static byte[] batch() {
        byte[] batch = new byte[HeaderWork.BYTES];
        for (int i = 0; i < HeaderWork.COUNT; i++) {
            boolean optional = i % 16 == 5;
            RecordHeader.encode(batch, i * RecordHeader.LENGTH, SMALLEST + i, optional ? 1 : 0, optional ? 7 : 0);
        }
        return batch;
    }

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        headers = rival.headers();
        headers.load(batch());
    }

    /** Reads and checks a header. */
    @Benchmark
    @OperationsPerInvocation(HeaderWork.COUNT)
    public long decode() {
        return headers.decode();
    }

    /** Writes a header. */
    @Benchmark
    @OperationsPerInvocation(HeaderWork.COUNT)
    public Object encode() {
        headers.encode(first++);
        return headers;
    }
}
