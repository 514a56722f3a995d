package dev.vmig.perf.codec;

import dev.vmig.codec.ChunkedRecordReader;
import dev.vmig.codec.ChunkedRecordWriter;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartList;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.ResultView;

/** The codec itself. */
final class VmigCodec {
    private VmigCodec() {}

    static final class Headers implements HeaderWork {
        private final byte[] out = new byte[BYTES];
        private byte[] in = new byte[BYTES];

        @Override
        public void load(byte[] headers) {
            in = headers;
        }

        @Override
        public long decode() {
            RecordHeader header = new RecordHeader();
            long sum = 0;
            for (int at = 0; at < BYTES; at += RecordHeader.LENGTH) {
                header.wrap(in, at);
                if (header.tag() != RecordHeader.TAG_DEVICE_DATA && !header.isOptional()) {
                    throw new IllegalStateException("record header");
                }
                sum += header.sizeAtMost(MAXIMUM) + header.flags() + header.tag();
            }
            return sum;
        }

        @Override
        public void encode(long firstSize) {
            for (int i = 0; i < COUNT; i++) {
                RecordHeader.encodeDeviceData(out, i * RecordHeader.LENGTH, firstSize + i);
            }
        }

        @Override
        public byte[] written() {
            return out;
        }
    }

    static final class Commands implements ExchangeWork {
        private final ResultView result = new ResultView();
        private final byte[] out = new byte[COUNT * COMMAND];
        private byte[] in = new byte[COUNT * RESULT];

        @Override
        public void load(byte[] results) {
            in = results;
        }

        @Override
        public long exchange(long firstMember) {
            long sum = 0;
            for (int i = 0; i < COUNT; i++) {
                DevPartsMetadataGet.encode(out, i * COMMAND, firstMember + i, OBJECT, MetadataType.SIZE);
                result.wrap(in, i * RESULT, (i + 1) * RESULT, RESULT);
                if (!result.isOk()) {
                    throw new IllegalStateException("status");
                }
                sum += DevPartsMetadataGet.size(result);
            }
            return sum;
        }

        @Override
        public byte[] written() {
            return out;
        }
    }

    static final class Parts implements PartWork {
        private final PartCursor cursor = new PartCursor();
        private final PartWriter writer = new PartWriter();
        private PartImage image = PartImage.of(PartShape.SMALL);
        private byte[] in = new byte[0];
        private byte[] out = new byte[0];

        @Override
        public void load(PartImage image, byte[] bytes) {
            this.image = image;
            in = bytes;
            out = new byte[image.size()];
        }

        @Override
        public int validate() {
            return PartList.validate(in, 0, in.length);
        }

        @Override
        public long read() {
            long sum = 0;
            cursor.wrap(in, 0, in.length);
            while (cursor.next()) {
                if (cursor.reservedBits() != 0) {
                    throw new IllegalStateException("device part");
                }
                sum += cursor.type() + cursor.selector() + cursor.length();
            }
            return sum;
        }

        @Override
        public void encode() {
            image.write(writer.wrap(out, 0, out.length));
        }

        @Override
        public byte[] written() {
            return out;
        }
    }

    static final class Stream implements StreamWork {
        private final ChunkedRecordReader reader = new ChunkedRecordReader();
        private final ChunkedRecordWriter writer = new ChunkedRecordWriter();
        private final byte[] buffer = new byte[IMAGE];
        private byte[] image = buffer;
        private byte[] in = new byte[0];
        private byte[] out = new byte[0];

        @Override
        public void load(byte[] image, byte[] stream) {
            this.image = image;
            in = stream;
            out = new byte[BYTES];
        }

        @Override
        public long read() {
            long sum = 0;
            int have = 0;
            reader.reset();
            for (int from = 0; from < in.length; from += CHUNK) {
                reader.wrap(in, from, Math.min(from + CHUNK, in.length));
                while (reader.next()) {
                    if (reader.startsRecord()) {
                        reader.header().sizeAtMost(IMAGE);
                        have = 0;
                    }
                    System.arraycopy(reader.bytes(), reader.offset(), buffer, have, reader.length());
                    have += reader.length();
                    if (reader.endsRecord()) {
                        sum += StreamWork.digest(buffer, have);
                    }
                }
            }
            return sum;
        }

        @Override
        public void write() {
            int at = 0;
            int end = CHUNK;
            for (int i = 0; i < RECORDS; i++) {
                writer.begin(image, 0, image.length);
                while (!writer.isDone()) {
                    at += writer.write(out, at, end - at);
                    if (at == end) {
                        end = Math.min(end + CHUNK, BYTES);
                    }
                }
            }
        }

        @Override
        public byte[] written() {
            return out;
        }
    }
}
