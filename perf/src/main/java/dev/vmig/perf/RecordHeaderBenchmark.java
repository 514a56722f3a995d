package dev.vmig.perf;

import dev.vmig.codec.RecordHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record header, beside what one would write with a {@link ByteBuffer}.
 *
 * <p>{@code java -jar perf/target/benchmarks.jar RecordHeader -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordHeaderBenchmark {
    private final byte[] bytes = new byte[RecordHeader.LENGTH];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final RecordHeader header = new RecordHeader();
    private long size = 1038;

    /** A header to decode. */
    @Setup
    public void fill() {
        RecordHeader.encodeDeviceData(bytes, 0, size);
    }

    /** The codec. */
    @Benchmark
    public byte[] encode() {
        RecordHeader.encodeDeviceData(bytes, 0, size++);
        return bytes;
    }

    /** A ByteBuffer. */
    @Benchmark
    public byte[] encodeByteBuffer() {
        buffer.putLong(0, size++).putInt(8, 0).putInt(12, 0);
        return bytes;
    }

    /** The codec. */
    @Benchmark
    public long decode() {
        header.wrap(bytes, 0);
        return header.recordSize() + header.flags() + header.tag();
    }

    /** A ByteBuffer. */
    @Benchmark
    public long decodeByteBuffer() {
        return buffer.getLong(0) + Integer.toUnsignedLong(buffer.getInt(8)) + Integer.toUnsignedLong(buffer.getInt(12));
    }
}
