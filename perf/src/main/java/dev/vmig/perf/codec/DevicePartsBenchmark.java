package dev.vmig.perf.codec;

import dev.vmig.perf.NanosecondBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A list of device parts; the time is that of the whole list.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main DeviceParts -prof gc}
 */
public class DevicePartsBenchmark extends NanosecondBenchmark {
    /** Which image. */
    @Param
    public PartShape shape = PartShape.SMALL;

    /** The library that is measured. */
    @Param
    public Rival rival = Rival.VMIG;

    private PartWork parts = rival.parts();

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        PartImage image = PartImage.of(shape);
        parts = rival.parts();
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
