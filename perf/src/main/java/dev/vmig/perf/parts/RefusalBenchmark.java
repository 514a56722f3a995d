package dev.vmig.perf.parts;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartList;
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
 * A list of 64 parts that is sound, and one whose last part claims a byte more than there is: the whole list is walked
 * before the damage is found.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main Refusal -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RefusalBenchmark {
    /** What the list is. */
    public enum Verdict {
        /** Sound. */
        ACCEPTED,
        /** Damaged, and the answer is no. */
        REFUSED,
        /** Damaged, and the answer is an exception that tells where and why. */
        EXPLAINED
    }

    /** What the list is. */
    @Param
    public Verdict verdict = Verdict.ACCEPTED;

    private byte[] bytes = new byte[0];

    /** Makes the list. */
    @Setup
    public void load() {
        PartImage image = PartImage.of(PartShape.SMALL);
        bytes = image.bytes();
        if (verdict != Verdict.ACCEPTED) {
            bytes[bytes.length - PartShape.SMALL.valueLength() - PartImage.HEADER + PartHeader.VALUE_LENGTH]++;
        }
    }

    /** Walks to the end, and answers with a number. */
    @Benchmark
    public int judge() {
        return verdict == Verdict.EXPLAINED ? explained() : PartList.isSound(bytes, 0, bytes.length) ? 1 : 0;
    }

    private int explained() {
        try {
            return PartList.validate(bytes, 0, bytes.length);
        } catch (CodecException damaged) {
            return -damaged.offset();
        }
    }
}
