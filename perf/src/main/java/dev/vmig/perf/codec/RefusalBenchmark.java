package dev.vmig.perf.codec;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartList;
import dev.vmig.perf.NanosecondBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A valid list of 64 parts, and one in which the length of the last part exceeds the list by a byte: the walk finds the
 * error in the last header.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main Refusal -prof gc}
 */
public class RefusalBenchmark extends NanosecondBenchmark {
    /** How a list is answered. */
    public enum ListAnswer {
        /** The list is valid. */
        ACCEPTED,
        /** The list is invalid, and the answer is a boolean. */
        REFUSED,
        /** The list is invalid, and the answer is an exception with field and offset. */
        EXPLAINED
    }

    /** The list, and how it is answered. */
    @Param
    public ListAnswer verdict = ListAnswer.ACCEPTED;

    private byte[] bytes = new byte[0];

    /** Makes the list. */
    @Setup
    public void load() {
        PartImage image = PartImage.of(PartShape.SMALL);
        bytes = image.bytes();
        if (verdict != ListAnswer.ACCEPTED) {
            bytes[bytes.length - PartShape.SMALL.valueLength() - PartImage.HEADER + PartHeader.VALUE_LENGTH]++;
        }
    }

    /** Validates the list. */
    @Benchmark
    public int judge() {
        return verdict == ListAnswer.EXPLAINED ? explained() : PartList.isSound(bytes, 0, bytes.length) ? 1 : 0;
    }

    private int explained() {
        try {
            return PartList.validate(bytes, 0, bytes.length);
        } catch (CodecException damaged) {
            return -damaged.offset();
        }
    }
}
