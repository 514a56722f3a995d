package dev.vmig.perf.headers;

import dev.vmig.codec.RecordHeader;
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
 * Record headers, {@value Headers#COUNT} in a batch; the time is that of one.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main RecordHeader -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class RecordHeaderBenchmark {
    private static final long SMALLEST = 1038;

    /** Whose code is measured. */
    @Param
    public HeaderCodec rival = HeaderCodec.VMIG;

    private Headers headers = rival.create();
    private long first = SMALLEST;

    /** The batch to decode. */
    static byte[] batch() {
        byte[] batch = new byte[Headers.BYTES];
        for (int i = 0; i < Headers.COUNT; i++) {
            boolean optional = i % 16 == 5;
            RecordHeader.encode(batch, i * RecordHeader.LENGTH, SMALLEST + i, optional ? 1 : 0, optional ? 7 : 0);
        }
        return batch;
    }

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        headers = rival.create();
        headers.load(batch());
    }

    /** Reads and checks a header. */
    @Benchmark
    @OperationsPerInvocation(Headers.COUNT)
    public long decode() {
        return headers.decode();
    }

    /** Writes a header. */
    @Benchmark
    @OperationsPerInvocation(Headers.COUNT)
    public Object encode() {
        headers.encode(first++);
        return headers;
    }
}
