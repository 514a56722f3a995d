package dev.vmig.codec.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PartialImage;
import dev.vmig.codec.RecordHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing of a stream is kept: neither what it claims, nor what it holds. */
class RecordStreamTest {
    /** Keeps count, and the records only. */
    private static final class Counter implements TreeSink {
        private final List<Node> records = new ArrayList<>();
        private long children;
        private int depth;

        @Override
        public void accept(Node node) {
            children++;
            assertThat(depth).isBetween(0, 1);
        }

        @Override
        public void open(Node structure) {
            records.add(structure);
            depth++;
        }

        @Override
        public void close() {
            depth--;
        }
    }

    /** A record header, and then as many zeros as anyone reads, up to a limit. */
    private static final class Zeros extends InputStream {
        private final byte[] header;
        private final long limit;
        private long position;

        Zeros(byte[] header, long limit) {
            this.header = header;
            this.limit = limit;
        }

        @Override
        public int read() {
            if (position == limit) {
                return -1;
            }
            int next = position < header.length ? header[(int) position] & 0xff : 0;
            position++;
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (length == 0) {
                return 0;
            }
            if (position < header.length) {
                int next = read();
                if (next < 0) {
                    return -1;
                }
                bytes[from] = (byte) next;
                return 1;
            }
            int some = (int) Math.min(length, limit - position);
            position += some;
            return some == 0 ? -1 : some;
        }
    }

    private static byte[] header(long size, long flags, long tag) {
        byte[] bytes = new byte[RecordHeader.LENGTH];
        RecordHeader.encode(bytes, 0, size, flags, tag);
        return bytes;
    }

    @Test
    void payloadOfFourGibibytesIsReadAndNotKept() throws IOException {
        Counter counter = new Counter();
        long size = 1L << 32;
        Optional<Damage> damage =
                RecordStream.decode(new Zeros(header(size, 1, 9), RecordHeader.LENGTH + size), false, counter);
        assertThat(damage).isEmpty();
        assertThat(counter.records).singleElement().satisfies(record -> {
            assertThat(record.length()).isEqualTo(RecordHeader.LENGTH + size);
            assertThat(record.value()).isEqualTo("skipped: optional, tag 9");
        });
        assertThat(counter.children).isEqualTo(1);
    }

    @Test
    void claimIsDamageWhereTheInputEnds() throws IOException {
        for (long size : new long[] {0xffff_ffffL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            Counter counter = new Counter();
            Optional<Damage> damage = RecordStream.decode(new Zeros(header(size, 0, 0), 1_000_000), false, counter);
            assertThat(damage.orElseThrow().offset()).isEqualTo(1_000_000);
            assertThat(damage.orElseThrow().message()).endsWith("999984 of " + Long.toUnsignedString(size) + " bytes");
            assertThat(counter.records).hasSize(1);
        }
    }

    @Test
    void partsAreHandedOnOneByOne() throws IOException {
        int parts = 100_000;
        byte[] stream = new byte[RecordHeader.LENGTH * (parts + 1)];
        RecordHeader.encodeDeviceData(stream, 0, (long) PartHeader.LENGTH * parts);
        for (int part = 1; part <= parts; part++) {
            PartHeader.encode(stream, PartHeader.LENGTH * part, 0x600, 1, part, 0);
        }
        Counter counter = new Counter();
        assertThat(RecordStream.decode(new ByteArrayInputStream(stream), false, counter))
                .isEmpty();
        assertThat(counter.children).isEqualTo(parts);
        assertThat(counter.records.get(0).children()).as("fields of the header").hasSize(3);
        assertThat(counter.depth).isZero();
    }

    @Test
    void partialImageShowsItsBaseAndItsParts() throws IOException {
        byte[] stream = new byte[32 + 32 + 20];
        PartialImage.encodeBeginning(stream, 0, 0, 0);
        PartialImage.encodeBeginning(stream, 32, 3, 20);
        new PartWriter().wrap(stream, 64, stream.length).begin(0x600, 1, 7, 4);
        Collected tree = new Collected();
        assertThat(RecordStream.decode(new ByteArrayInputStream(stream), true, tree))
                .isEmpty();
        assertThat(tree.leaves())
                .filteredOn(node -> node.name().equals("base"))
                .extracting(node -> node.offset() + ": " + node.value())
                .containsExactly("24: 0", "56: 3");
        assertThat(tree.leaves()).extracting(Node::offset).contains(64L, 80L);
        assertThat(tree.notes()).isEmpty();
    }

    @Test
    void mandatoryRecordThatIsUnknownIsNotReadFurther() throws IOException {
        Zeros zeros = new Zeros(header(1L << 40, 0, 3), Long.MAX_VALUE);
        Optional<Damage> damage = RecordStream.decode(zeros, false, new Counter());
        assertThat(damage.orElseThrow().offset()).isEqualTo(RecordHeader.TAG);
        assertThat(zeros.position).isEqualTo(RecordHeader.LENGTH);
    }
}
