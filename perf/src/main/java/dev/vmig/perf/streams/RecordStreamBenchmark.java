package dev.vmig.perf.streams;

import dev.vmig.codec.RecordHeader;
import java.util.SplittableRandom;
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
 * A migration stream of 64 MiB in chunks of 64 KiB, {@value Streams#RECORDS} records; the time is that of one, 64 KiB.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main RecordStream -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class RecordStreamBenchmark {
    /** Whose code is measured. */
    @Param
    public StreamCodec rival = StreamCodec.VMIG;

    private Streams streams = rival.create();

    /** The image that all records carry. */
    static byte[] image() {
        byte[] image = new byte[Streams.IMAGE];
        new SplittableRandom(1).nextBytes(image);
        return image;
    }

    /** The stream to read. */
    static byte[] stream(byte[] image) {
        byte[] stream = new byte[Streams.BYTES];
        for (int at = 0; at < stream.length; at += Streams.RECORD) {
            RecordHeader.encodeDeviceData(stream, at, image.length);
            System.arraycopy(image, 0, stream, at + RecordHeader.LENGTH, image.length);
        }
        return stream;
    }

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        byte[] image = image();
        streams = rival.create();
        streams.load(image, stream(image));
    }

    /** Reads a record. */
    @Benchmark
    @OperationsPerInvocation(Streams.RECORDS)
    public long read() {
        return streams.read();
    }

    /** Writes a record. */
    @Benchmark
    @OperationsPerInvocation(Streams.RECORDS)
    public Object write() {
        streams.write();
        return streams;
    }
}
