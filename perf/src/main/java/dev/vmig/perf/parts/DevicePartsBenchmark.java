package dev.vmig.perf.parts;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A list of device parts; the time is that of the whole list.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main DeviceParts -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class DevicePartsBenchmark {
    /** Which image. */
    @Param
    public PartShape shape = PartShape.SMALL;

    /** Whose code is measured. */
    @Param
    public PartCodec rival = PartCodec.VMIG;

    private Parts parts = rival.create();

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        PartImage image = PartImage.of(shape);
        parts = rival.create();
        parts.load(image, image.bytes());
    }

    /** Walks and validates. */
    @Benchmark
    public int validate() {
        return parts.validate();
    }

    /** Walks, validates and reads the headers. */
    @Benchmark
    public long read() {
        return parts.read();
    }

    /** Writes. */
    @Benchmark
    public Object encode() {
        parts.encode();
        return parts;
    }
}
