package dev.vmig.perf;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartWriter;
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
 * A walk over 64 device parts of 64 bytes, every bound checked, beside the same with a {@link ByteBuffer}.
 *
 * <p>{@code java -jar perf/target/benchmarks.jar PartWalk -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PartWalkBenchmark {
    private static final int PARTS = 64;
    private static final int VALUE = 64;
    private static final int HEADER = 16;

    private final byte[] bytes = new byte[PARTS * (HEADER + VALUE)];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final PartCursor cursor = new PartCursor();
    private final PartWriter writer = new PartWriter();

    /** The parts to walk over. */
    @Setup
    public void fill() {
        byte[] value = new byte[VALUE];
        writer.wrap(bytes, 0, bytes.length);
        for (int i = 0; i < PARTS; i++) {
            writer.append(0x104, 0, i, value, 0, VALUE);
        }
    }

    /** The codec. */
    @Benchmark
    public long walk() {
        long sum = 0;
        cursor.wrap(bytes, 0, bytes.length);
        while (cursor.next()) {
            sum += cursor.type() + cursor.selector() + cursor.length();
        }
        return sum;
    }

    /** A ByteBuffer, checked by hand. */
    @Benchmark
    public long walkByteBuffer() {
        long sum = 0;
        int at = 0;
        while (at < bytes.length) {
            int length = buffer.getInt(at + 12);
            if (length < 0 || length > bytes.length - at - HEADER) {
                throw new IllegalStateException("length at " + at);
            }
            sum += Short.toUnsignedInt(buffer.getShort(at)) + buffer.getLong(at + 4) + length;
            at += HEADER + length;
        }
        return sum;
    }
}
