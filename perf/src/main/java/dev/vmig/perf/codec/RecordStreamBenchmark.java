package dev.vmig.perf.codec;

import dev.vmig.codec.RecordHeader;
import dev.vmig.perf.NanosecondBenchmark;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A migration stream of 64 MiB in chunks of 64 KiB, {@value StreamWork#RECORDS} records; the time is that of one, 64 KiB.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main RecordStream -prof gc}
 */
public class RecordStreamBenchmark extends NanosecondBenchmark {
    /** The library that is measured; SBE stands for Agrona too. */
    @Param({"VMIG", "BYTE_BUFFER", "SBE", "NETTY", "PROTOBUF", "DATA_STREAM"})
    public Rival rival = Rival.VMIG;

    private StreamWork streams = rival.streams();

    /** The image that all records carry. */
    static byte[] image() {
        byte[] image = new byte[StreamWork.IMAGE];
        new SplittableRandom(1).nextBytes(image);
        return image;
    }

    /** The stream to read. */
    static byte[] stream(byte[] image) {
        byte[] stream = new byte[StreamWork.BYTES];
        for (int at = 0; at < stream.length; at += StreamWork.RECORD) {
            RecordHeader.encodeDeviceData(stream, at, image.length);
            System.arraycopy(image, 0, stream, at + RecordHeader.LENGTH, image.length);
        }
        return stream;
    }

    /** Hands the rival its bytes. */
    @Setup
    public void load() {
        byte[] image = image();
        streams = rival.streams();
        streams.load(image, stream(image));
    }

    /** Reads a record. */
    @Benchmark
    @OperationsPerInvocation(StreamWork.RECORDS)
    public long read() {
        return streams.read();
    }

    /** Writes a record. */
    @Benchmark
    @OperationsPerInvocation(StreamWork.RECORDS)
    public Object write() {
        streams.write();
        return streams;
    }
}
