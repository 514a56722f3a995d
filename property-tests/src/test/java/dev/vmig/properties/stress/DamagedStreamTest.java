package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.RecordHeader;
import dev.vmig.device.FaultyBehaviour;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every single byte of a small stream changed, and every end of it cut off: the device then holds exactly what the bytes
 * say, or what the last whole image said.
 */
@Tag("stress")
class DamagedStreamTest {
    private static final byte[] STREAM = SmallStream.twoImages(1);
    private static final int[] CHUNKS = {Integer.MAX_VALUE, 1_000, 333, 61};
    private static final int[] SOME = {0x01, 0x80, 0xff};

    @Test
    @Tag("DP-TXT-11")
    void everyByteOfAHeaderWithEveryOtherValue() {
        StreamBench bench = new StreamBench(1);
        BitSet headers = headers();
        for (int at = headers.nextSetBit(0); at >= 0; at = headers.nextSetBit(at + 1)) {
            for (int change = 1; change < 256; change++) {
                check(bench, flipped(at, change), at, change, CHUNKS[(at + change) % CHUNKS.length]);
            }
        }
        assertThat(bench.accepted()).isGreaterThan(1_000);
        assertThat(bench.refused()).isGreaterThan(10_000);
        assertThat(bench.unfinished()).isGreaterThan(100);
    }

    @Test
    @Tag("DP-TXT-09")
    @Tag("DP-TXT-11")
    void everyByteOfAValueWithSomeOtherValues() {
        StreamBench bench = new StreamBench(1);
        BitSet headers = headers();
        for (int at = headers.nextClearBit(0); at < STREAM.length; at = headers.nextClearBit(at + 1)) {
            for (int change : SOME) {
                check(bench, flipped(at, change), at, change, CHUNKS[at % CHUNKS.length]);
            }
        }
        assertThat(bench.accepted()).isGreaterThan(1_000);
        assertThat(bench.refused()).isGreaterThan(100);
    }

    @Test
    @Tag("L-96")
    void everyEndCutOff() {
        StreamBench bench = new StreamBench(1);
        for (int length = 0; length <= STREAM.length; length++) {
            for (int chunk : CHUNKS) {
                check(bench, Arrays.copyOf(STREAM, length), length, 0, chunk);
            }
        }
        // The first image alone, and both, are whole.
        assertThat(bench.accepted()).isEqualTo(2 * CHUNKS.length);
        assertThat(bench.refused()).isZero();
    }

    /** Virtio 1.4, 2.12.1.4.3.3: a device that keeps what it had applied before it refused is found. */
    @Test
    void deviceThatAppliesHalfAnImageIsFound() {
        StreamBench bench = new StreamBench(1, FaultyBehaviour.SET_HALF_APPLIED);
        // The last part but one, after all others of the second image: an unknown, mandatory type.
        byte[] stream = STREAM.clone();
        stream[lastPart() + 1] ^= 0x40;
        assertThat(bench.load(stream, Integer.MAX_VALUE))
                .contains("holds something else than the 1 images that it took");
    }

    /** What the check expects is compared with what the device holds, byte by byte. */
    @Test
    void expectationThatIsWrongIsFound() {
        byte[] image = Arrays.copyOfRange(STREAM, RecordHeader.LENGTH, firstImageEnd());
        byte[] other = image.clone();
        other[other.length - 1] ^= 1;
        assertThat(ExpectedParts.after(image, other)).isEqualTo(other).isNotEqualTo(image);
    }

    private static void check(StreamBench bench, byte[] stream, int at, int change, int chunk) {
        Optional<String> wrong = bench.load(stream, chunk);
        if (wrong.isPresent()) {
            throw new AssertionError(
                    "byte %d xor 0x%02x, written in pieces of %d: %s".formatted(at, change, chunk, wrong.get()));
        }
    }

    private static byte[] flipped(int at, int change) {
        byte[] copy = STREAM.clone();
        copy[at] ^= (byte) change;
        return copy;
    }

    /** Which bytes of the stream belong to headers, of records and of parts. */
    private static BitSet headers() {
        BitSet headers = new BitSet();
        for (int start = 0; start < STREAM.length; start = start == 0 ? firstImageEnd() : STREAM.length) {
            headers.set(start, start + RecordHeader.LENGTH);
            PartCursor parts = parts(start);
            while (parts.next()) {
                headers.set(parts.offset(), parts.valueOffset());
            }
        }
        return headers;
    }

    private static int lastPart() {
        PartCursor parts = parts(firstImageEnd());
        parts.skipAll();
        return parts.offset();
    }

    private static PartCursor parts(int record) {
        int size = (int) new RecordHeader().wrap(STREAM, record).recordSize();
        int from = record + RecordHeader.LENGTH;
        return new PartCursor().wrap(STREAM, from, from + size);
    }

    private static int firstImageEnd() {
        return RecordHeader.LENGTH + (int) new RecordHeader().wrap(STREAM, 0).recordSize();
    }
}
