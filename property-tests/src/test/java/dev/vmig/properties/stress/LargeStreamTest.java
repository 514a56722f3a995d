package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.RecordHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.footnotes.EnableFootnotes;
import net.jqwik.api.footnotes.Footnotes;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.commons.lang3.ArrayUtils;

/** Streams of several queue pairs, damaged in several ways at once: taken as they read, or refused. */
@EnableFootnotes
class LargeStreamTest {
    private static final int QUEUE_PAIRS = 4;
    private static final byte[] STREAM = SmallStream.twoImages(QUEUE_PAIRS);
    private static final StreamBench BENCH = new StreamBench(QUEUE_PAIRS);

    /** One thing that is done to a stream. */
    @FunctionalInterface
    interface Damage {
        byte[] to(byte[] stream);
    }

    @Property(tries = 3_000, seed = "20261123")
    @Tag("stress")
    void bytesChangedPutInOrTakenOut(
            @ForAll("damages") List<Damage> damages,
            @ForAll @IntRange(min = 1, max = 5_000) int chunk,
            Footnotes notes) {
        byte[] stream = STREAM;
        for (Damage damage : damages) {
            stream = damage.to(stream);
        }
        byte[] damaged = stream;
        notes.addFootnote("in pieces of " + chunk + ": " + HexFormat.of().formatHex(damaged));
        assertThat(BENCH.load(damaged, chunk)).isEmpty();
    }

    /** Records that are sound in themselves: parts in another order, left out, twice, zeros between or behind them. */
    @Property(tries = 2_000, seed = "20261124")
    @Tag("stress")
    void partsReorderedLeftOutOrRepeated(@ForAll Random random, @ForAll @IntRange(min = 1, max = 5_000) int chunk) {
        List<byte[]> parts = parts();
        if (random.nextInt(4) > 0) {
            parts.removeIf(part -> random.nextInt(4) == 0);
        }
        for (int swaps = random.nextInt(3); swaps > 0; swaps--) {
            Collections.swap(parts, random.nextInt(parts.size()), random.nextInt(parts.size()));
        }
        if (random.nextInt(3) == 0) {
            parts.add(random.nextInt(parts.size() + 1), new byte[random.nextInt(40)]);
        }
        if (random.nextInt(5) == 0) {
            parts.add(parts.get(random.nextInt(parts.size())));
        }
        assertThat(BENCH.load(record(parts), chunk)).isEmpty();
    }

    @AfterContainer
    static void theirFateWasNotAlwaysTheSame() {
        assertThat(BENCH.accepted()).isGreaterThan(100);
        assertThat(BENCH.refused()).isGreaterThan(100);
        assertThat(BENCH.unfinished()).isGreaterThan(100);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, STREAM.length - 1);
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(20);
        Arbitrary<Damage> overwritten = Combinators.combine(at, bytes).as((where, what) -> stream -> {
            byte[] copy = stream.clone();
            for (int i = 0; i < what.length && where + i < copy.length; i++) {
                copy[where + i] = what[i];
            }
            return copy;
        });
        Arbitrary<Damage> inserted = Combinators.combine(at, bytes)
                .as((where, what) -> stream -> ArrayUtils.insert(Math.min(where, stream.length), stream, what));
        Arbitrary<Damage> deleted = Combinators.combine(
                        at, Arbitraries.integers().between(1, 40))
                .as((where, count) -> stream -> ArrayUtils.addAll(
                        Arrays.copyOf(stream, Math.min(where, stream.length)),
                        ArrayUtils.subarray(stream, where + count, stream.length)));
        return Arbitraries.oneOf(overwritten, inserted, deleted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static List<byte[]> parts() {
        int end = RecordHeader.LENGTH + (int) new RecordHeader().wrap(STREAM, 0).recordSize();
        List<byte[]> parts = new ArrayList<>();
        PartCursor cursor = new PartCursor().wrap(STREAM, RecordHeader.LENGTH, end);
        while (cursor.next()) {
            parts.add(Arrays.copyOfRange(STREAM, cursor.offset(), cursor.valueOffset() + cursor.length()));
        }
        return parts;
    }

    private static byte[] record(List<byte[]> parts) {
        byte[] image = parts.stream().reduce(ArrayUtils.EMPTY_BYTE_ARRAY, ArrayUtils::addAll);
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encodeDeviceData(header, 0, image.length);
        return ArrayUtils.addAll(header, image);
    }
}
