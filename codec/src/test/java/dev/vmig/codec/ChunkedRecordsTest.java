package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** However a stream is cut, its records are the same. */
class ChunkedRecordsTest {
    /** A record as the property compares it; bytes in hex, so that a failure can be replayed. */
    private record Seen(long flags, long tag, String payload) {}

    @Provide
    Arbitrary<List<Seen>> records() {
        Arbitrary<String> payload = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(70)
                .map(bytes -> HexFormat.of().formatHex(bytes));
        return Combinators.combine(Arbitraries.of(true, false), payload)
                .as((image, bytes) -> image ? new Seen(0, 0, bytes) : new Seen(1, 0x766d6967, bytes))
                .list()
                .ofMaxSize(6);
    }

    /** Writes with chunks of these sizes in turn. */
    private static byte[] write(List<Seen> records, List<Integer> sizes) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        ChunkedRecordWriter writer = new ChunkedRecordWriter();
        int chunks = 0;
        for (Seen record : records) {
            byte[] payload = HexFormat.of().parseHex(record.payload);
            writer.begin(record.flags, record.tag, payload, 0, payload.length);
            while (!writer.isDone()) {
                byte[] chunk = new byte[sizes.get(chunks++ % sizes.size()) + 1];
                int some = writer.write(chunk, 1, chunk.length - 1);
                assertThat(chunk[0]).isZero();
                stream.write(chunk, 1, some);
            }
            assertThat(writer.write(new byte[8], 0, 8)).isZero();
        }
        return stream.toByteArray();
    }

    private static byte[] whole(List<Seen> records) {
        byte[] stream = new byte
                [records.stream()
                        .mapToInt(record -> record.payload.length() / 2 + RecordHeader.LENGTH)
                        .sum()];
        int at = 0;
        for (Seen record : records) {
            byte[] payload = HexFormat.of().parseHex(record.payload);
            at += RecordHeader.encode(stream, at, payload.length, record.flags, record.tag);
            System.arraycopy(payload, 0, stream, at, payload.length);
            at += payload.length;
        }
        return stream;
    }

    private static List<Seen> read(byte[] stream, List<Integer> sizes) {
        ChunkedRecordReader reader = new ChunkedRecordReader();
        List<Seen> seen = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        int chunks = 0;
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(from + sizes.get(chunks++ % sizes.size()), stream.length);
            reader.wrap(stream, from, to);
            while (reader.next()) {
                if (reader.startsRecord()) {
                    payload.setLength(0);
                }
                payload.append(
                        HexFormat.of().formatHex(reader.bytes(), reader.offset(), reader.offset() + reader.length()));
                assertThat(payload.length() / 2 + reader.missing())
                        .isEqualTo(reader.header().recordSize());
                if (reader.endsRecord()) {
                    seen.add(new Seen(reader.header().flags(), reader.header().tag(), payload.toString()));
                    assertThat(reader.isImage()).isEqualTo(reader.header().tag() == 0);
                }
            }
            assertThat(reader.position()).isEqualTo(to);
            from = to;
        }
        assertThat(reader.isPending()).isFalse();
        return seen;
    }

    @Property(tries = 500)
    void whatIsWrittenInChunksIsTheStream(
            @ForAll("records") List<Seen> records,
            @ForAll @Size(max = 5) @NotEmpty List<@IntRange(min = 1, max = 40) Integer> sizes) {
        assertThat(write(records, sizes)).isEqualTo(whole(records));
    }

    @Property(tries = 500)
    void whatIsReadInChunksIsWhatWasWritten(
            @ForAll("records") List<Seen> records,
            @ForAll @Size(max = 5) @NotEmpty List<@IntRange(min = 1, max = 40) Integer> sizes) {
        assertThat(read(whole(records), sizes)).isEqualTo(records);
    }

    @Test
    void streamThatEndsInARecordIsPending() {
        byte[] stream = whole(List.of(new Seen(0, 0, "0102")));
        ChunkedRecordReader reader = new ChunkedRecordReader();
        for (int length = 1; length <= stream.length; length++) {
            reader.reset().wrap(stream, 0, length);
            while (reader.next()) {
                assertThat(reader.length()).isBetween(0, 2);
            }
            assertThat(reader.isPending()).isEqualTo(length < stream.length);
        }
    }

    @Test
    void hugeRecordTakesNoMemory() {
        byte[] stream = new byte[64];
        RecordHeader.encodeDeviceData(stream, 0, -1);
        ChunkedRecordReader reader = new ChunkedRecordReader().wrap(stream, 0, stream.length);
        assertThat(reader.next()).isTrue();
        assertThat(reader.length()).isEqualTo(48);
        assertThat(reader.missing()).isEqualTo(-49);
        assertThat(reader.next()).isFalse();
        assertThat(reader.wrap(stream, 0, 64).next()).isTrue();
        assertThat(reader.startsRecord()).isFalse();
        assertThat(reader.position()).isEqualTo(128);
    }

    @Test
    void mandatoryRecordIsReadIfItsTagIsKnown() {
        byte[] stream = new byte[2 * RecordHeader.LENGTH];
        RecordHeader.encode(stream, 0, 0, 0, 7);
        RecordHeader.encode(stream, RecordHeader.LENGTH, 0, 0, 8);
        ChunkedRecordReader reader = new ChunkedRecordReader(tag -> tag == 7).wrap(stream, 0, stream.length);
        assertThat(reader.next()).isTrue();
        assertThat(reader.header().tag()).isEqualTo(7);
        assertThatThrownBy(reader::next).hasMessageContaining("tag 8");
    }

    @Test
    void bytesOfAHeaderThatIsCutAreCounted() {
        byte[] stream = whole(List.of(new Seen(0, 0, "0102")));
        ChunkedRecordReader reader = new ChunkedRecordReader();
        for (int to = 1; to < RecordHeader.LENGTH; to++) {
            assertThat(reader.wrap(stream, to - 1, to).next()).isFalse();
            assertThat(reader.headerBytes()).isEqualTo(to);
        }
        assertThat(reader.wrap(stream, 15, 17).next()).isTrue();
        assertThat(reader.headerBytes()).isZero();
        assertThat(reader.reset().headerBytes()).isZero();
        assertThat(reader.isPending()).isFalse();
    }

    @Test
    void unknownMandatoryRecordIsRefusedAtItsHeader() {
        byte[] stream = new byte[16];
        RecordHeader.encode(stream, 0, 1, 0, 7);
        ChunkedRecordReader reader = new ChunkedRecordReader().wrap(stream, 0, 3);
        assertThat(reader.next()).isFalse();
        reader.wrap(stream, 3, 16);
        assertThatThrownBy(reader::next).hasMessage("tag 7 at byte 12: is unknown, and not marked optional");
    }

    @Test
    void rangeMustBeOneOfItsArray() {
        byte[] bytes = new byte[4];
        assertThatThrownBy(() -> new ChunkedRecordReader().wrap(bytes, 2, 5))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ChunkedRecordWriter().begin(bytes, 2, 5))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ChunkedRecordWriter().begin(bytes, 0, 4).write(bytes, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void recordOfAPartOfAnArrayIsAsLongAsThatPart() {
        byte[] record = new byte[RecordHeader.LENGTH + 3];
        ChunkedRecordWriter writer = new ChunkedRecordWriter().begin(new byte[] {9, 9, 1, 2, 3, 9}, 2, 5);
        assertThat(writer.write(record, 0, record.length)).isEqualTo(record.length);
        assertThat(new RecordHeader().wrap(record, 0).recordSize()).isEqualTo(3);
        assertThat(record).endsWith(1, 2, 3);
    }
}
