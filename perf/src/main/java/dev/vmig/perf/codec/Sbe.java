package dev.vmig.perf.codec;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;
import static dev.vmig.perf.codec.PartImage.HEADER;

import dev.vmig.perf.sbe.MetadataGetEncoder;
import dev.vmig.perf.sbe.MetadataResultDecoder;
import dev.vmig.perf.sbe.PartDecoder;
import dev.vmig.perf.sbe.PartEncoder;
import dev.vmig.perf.sbe.RecordHeaderBlockDecoder;
import dev.vmig.perf.sbe.RecordHeaderBlockEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** SBE, over Agrona's buffer. */
final class Sbe {
    private Sbe() {}

    static final class Headers implements HeaderWork {
        private final byte[] bytes = new byte[BYTES];
        private final UnsafeBuffer out = new UnsafeBuffer(bytes);
        private final UnsafeBuffer in = new UnsafeBuffer(bytes);
        private final RecordHeaderBlockEncoder encoder = new RecordHeaderBlockEncoder();
        private final RecordHeaderBlockDecoder decoder = new RecordHeaderBlockDecoder();

        @Override
        public void load(byte[] headers) {
            in.wrap(headers);
        }

        @Override
        public long decode() {
            long sum = 0;
            for (int at = 0; at < BYTES; at += LENGTH) {
                decoder.wrap(in, at, LENGTH, 0);
                long size = decoder.recordSize();
                long flags = decoder.flags();
                long tag = decoder.tag();
                if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0) || Long.compareUnsigned(size, MAXIMUM) > 0) {
                    throw new IllegalStateException("record header");
                }
                sum += size + flags + tag;
            }
            return sum;
        }

        @Override
        public void encode(long firstSize) {
            for (int i = 0; i < COUNT; i++) {
                encoder.wrap(out, i * LENGTH).recordSize(firstSize + i).flags(0).tag(0);
            }
        }

        @Override
        public byte[] written() {
            return bytes;
        }
    }

    static final class Commands implements ExchangeWork {
        private final byte[] bytes = new byte[COUNT * COMMAND];
        private final UnsafeBuffer out = new UnsafeBuffer(bytes);
        private final UnsafeBuffer in = new UnsafeBuffer(bytes);
        private final MetadataGetEncoder command = new MetadataGetEncoder();
        private final MetadataResultDecoder result = new MetadataResultDecoder();

        @Override
        public void load(byte[] results) {
            in.wrap(results);
        }

        @Override
        public long exchange(long firstMember) {
            long sum = 0;
            for (int i = 0; i < COUNT; i++) {
                command.wrap(out, i * COMMAND)
                        .opcode(OPCODE)
                        .groupType(GROUP)
                        .reserved1(0)
                        .reserved2(0)
                        .memberId(firstMember + i)
                        .objectType(0)
                        .reserved3(0)
                        .objectId(OBJECT)
                        .metadataType(0);
                result.wrap(in, i * RESULT, RESULT, 0);
                if (result.status() != 0) {
                    throw new IllegalStateException("status");
                }
                sum += result.size();
            }
            return sum;
        }

        @Override
        public byte[] written() {
            return bytes;
        }
    }

    /** A part is a block of fixed size and variable data, so that SBE skips a value as it would skip any other. */
    static final class Parts implements PartWork {
        private PartImage image = PartImage.of(PartShape.SMALL);
        private final UnsafeBuffer in = new UnsafeBuffer(new byte[0]);
        private final UnsafeBuffer out = new UnsafeBuffer(new byte[0]);
        private final PartDecoder decoder = new PartDecoder();
        private final PartEncoder encoder = new PartEncoder();

        @Override
        public void load(PartImage image, byte[] bytes) {
            this.image = image;
            in.wrap(bytes);
            out.wrap(new byte[image.size()]);
        }

        @Override
        public int validate() {
            int count = 0;
            int end = in.capacity();
            for (int at = 0; at < end; count++) {
                check(at, end);
                decoder.skipPartValue();
                at = decoder.limit();
            }
            return count;
        }

        @Override
        public long read() {
            long sum = 0;
            int end = in.capacity();
            for (int at = 0; at < end; ) {
                long length = check(at, end);
                sum += decoder.partType() + decoder.selector() + length;
                decoder.skipPartValue();
                at = decoder.limit();
            }
            return sum;
        }

        /** The length of the value of the part at {@code at}. */
        private long check(int at, int end) {
            int left = end - at - HEADER;
            if (left < 0) {
                throw new IllegalStateException("device part");
            }
            decoder.wrap(in, at, PartDecoder.BLOCK_LENGTH, 0);
            long length = Integer.toUnsignedLong(decoder.partValueLength());
            if ((decoder.flags() & ~1) != 0 || decoder.reserved() != 0 || length > left) {
                throw new IllegalStateException("device part");
            }
            return length;
        }

        @Override
        public void encode() {
            int at = 0;
            for (int i = 0; i < image.count; i++) {
                encoder.wrap(out, at)
                        .partType(image.types[i])
                        .flags((short) image.flags[i])
                        .reserved((short) 0)
                        .selector(image.selectors[i])
                        .putPartValue(image.values, image.starts[i], image.lengths[i]);
                at = encoder.limit();
            }
        }

        @Override
        public byte[] written() {
            return out.byteArray();
        }
    }

    /** SBE for the headers, Agrona's buffer for the rest. */
    static final class Stream extends Indexed.Stream {
        private final UnsafeBuffer header = new UnsafeBuffer(new byte[0]);
        private final RecordHeaderBlockDecoder decoder = new RecordHeaderBlockDecoder();
        private final RecordHeaderBlockEncoder encoder = new RecordHeaderBlockEncoder();

        Stream() {
            super(IndexedBuffer.Agrona::of);
        }

        @Override
        int decode(byte[] bytes) {
            header.wrap(bytes);
            decoder.wrap(header, 0, LENGTH, 0);
            if ((decoder.tag() != 0 && (decoder.flags() & FLAG_OPTIONAL) == 0)
                    || Long.compareUnsigned(decoder.recordSize(), IMAGE) > 0) {
                throw new IllegalStateException("record");
            }
            return (int) decoder.recordSize();
        }

        @Override
        void encode(byte[] bytes, int size) {
            header.wrap(bytes);
            encoder.wrap(header, 0).recordSize(size).flags(0).tag(0);
        }
    }
}
