package dev.vmig.perf.codec;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.ResultView;
import dev.vmig.perf.proto.MetadataGetMessage;
import dev.vmig.perf.proto.MetadataResultMessage;
import dev.vmig.perf.proto.PartMessage;
import dev.vmig.perf.proto.PartsMessage;
import dev.vmig.perf.proto.RecordHeaderMessage;
import dev.vmig.perf.proto.RecordMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.function.Failable;
import org.apache.commons.lang3.function.FailableToLongFunction;

/**
 * Protobuf: messages of the same values, in bytes of its own. HeaderWork, commands and results stand behind their lengths,
 * as protobuf's delimited streams are; the parts of an image are one message.
 */
final class Protobuf {
    private Protobuf() {}

    /** Messages behind their lengths, in one array. */
    private static final class Delimited {
        private final byte[] bytes;
        private CodedOutputStream stream;

        Delimited(int room) {
            bytes = new byte[room];
            stream = CodedOutputStream.newInstance(bytes);
        }

        void clear() {
            stream = CodedOutputStream.newInstance(bytes);
        }

        void write(MessageLite message) {
            Failable.run(() -> stream.writeMessageNoTag(message));
        }

        byte[] written() {
            return Arrays.copyOf(bytes, stream.getTotalBytesWritten());
        }

        /** Reads the message that comes next. */
        static long next(CodedInputStream in, FailableToLongFunction<CodedInputStream, IOException> reader)
                throws IOException {
            int limit = in.pushLimit(in.readRawVarint32());
            long value = reader.applyAsLong(in);
            in.popLimit(limit);
            return value;
        }
    }

    static final class Headers implements HeaderWork {
        private final Delimited out = new Delimited(2 * BYTES);
        private byte[] in = new byte[0];

        @Override
        public void load(byte[] headers) {
            RecordHeader header = new RecordHeader();
            out.clear();
            for (int at = 0; at < headers.length; at += LENGTH) {
                header.wrap(headers, at);
                out.write(message(header.recordSize(), (int) header.flags(), (int) header.tag()));
            }
            in = out.written();
        }

        private static RecordHeaderMessage message(long size, int flags, int tag) {
            return RecordHeaderMessage.newBuilder()
                    .setRecordSize(size)
                    .setFlags(flags)
                    .setTag(tag)
                    .build();
        }

        @Override
        public long decode() {
            CodedInputStream stream = CodedInputStream.newInstance(in);
            return Failable.call(() -> {
                long sum = 0;
                while (!stream.isAtEnd()) {
                    sum += Delimited.next(stream, Headers::read);
                }
                return sum;
            });
        }

        private static long read(CodedInputStream stream) throws IOException {
            RecordHeaderMessage message = RecordHeaderMessage.parseFrom(stream);
            long flags = Integer.toUnsignedLong(message.getFlags());
            long tag = Integer.toUnsignedLong(message.getTag());
            if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0)
                    || Long.compareUnsigned(message.getRecordSize(), MAXIMUM) > 0) {
                throw new IllegalStateException("record header");
            }
            return message.getRecordSize() + flags + tag;
        }

        @Override
        public void encode(long firstSize) {
            out.clear();
            for (int i = 0; i < COUNT; i++) {
                out.write(message(firstSize + i, 0, 0));
            }
        }

        @Override
        public byte[] written() {
            return out.written();
        }
    }

    static final class Commands implements ExchangeWork {
        private final Delimited out = new Delimited(COUNT * 2 * COMMAND);
        private byte[] in = new byte[0];

        @Override
        public void load(byte[] results) {
            ResultView result = new ResultView();
            out.clear();
            for (int at = 0; at < results.length; at += RESULT) {
                result.wrap(results, at, at + RESULT, RESULT);
                out.write(MetadataResultMessage.newBuilder()
                        .setStatus(result.status())
                        .setQualifier(result.qualifier())
                        .setSize((int) DevPartsMetadataGet.size(result))
                        .build());
            }
            in = out.written();
        }

        @Override
        public long exchange(long firstMember) {
            CodedInputStream results = CodedInputStream.newInstance(in);
            out.clear();
            return Failable.call(() -> {
                long sum = 0;
                for (int i = 0; i < COUNT; i++) {
                    out.write(MetadataGetMessage.newBuilder()
                            .setOpcode(OPCODE)
                            .setGroupType(GROUP)
                            .setMemberId(firstMember + i)
                            .setObjectId(OBJECT)
                            .build());
                    sum += Delimited.next(results, Commands::read);
                }
                return sum;
            });
        }

        private static long read(CodedInputStream stream) throws IOException {
            MetadataResultMessage result = MetadataResultMessage.parseFrom(stream);
            if (result.getStatus() != 0) {
                throw new IllegalStateException("status");
            }
            return Integer.toUnsignedLong(result.getSize());
        }

        @Override
        public byte[] written() {
            return out.written();
        }
    }

    static final class Parts implements PartWork {
        private PartImage image = PartImage.of(PartShape.SMALL);
        private byte[] in = new byte[0];
        private byte[] out = new byte[0];

        @Override
        public void load(PartImage image, byte[] bytes) {
            this.image = image;
            encode();
            in = out;
        }

        @Override
        public int validate() {
            int count = 0;
            for (PartMessage part : parts()) {
                check(part);
                count++;
            }
            return count;
        }

        @Override
        public long read() {
            long sum = 0;
            for (PartMessage part : parts()) {
                check(part);
                sum += part.getType() + part.getSelector() + part.getValue().size();
            }
            return sum;
        }

        private List<PartMessage> parts() {
            return Failable.call(() -> PartsMessage.parseFrom(in).getPartsList());
        }

        private static void check(PartMessage part) {
            if ((part.getFlags() & ~1) != 0) {
                throw new IllegalStateException("device part");
            }
        }

        @Override
        public void encode() {
            PartsMessage.Builder parts = PartsMessage.newBuilder();
            for (int i = 0; i < image.count; i++) {
                parts.addParts(PartMessage.newBuilder()
                        .setType(image.types[i])
                        .setFlags(image.flags[i])
                        .setSelector(image.selectors[i])
                        .setValue(ByteString.copyFrom(image.values, image.starts[i], image.lengths[i])));
            }
            out = parts.build().toByteArray();
        }

        @Override
        public byte[] written() {
            return out;
        }
    }

    static final class Stream implements StreamWork {
        private byte[] image = new byte[0];
        private byte[] in = new byte[0];
        private byte[] out = new byte[0];
        private int written;

        @Override
        public void load(byte[] image, byte[] stream) {
            this.image = image;
            out = new byte[BYTES];
            write();
            in = written();
        }

        @Override
        public long read() {
            Chunked.Input stream = new Chunked.Input(in);
            return Failable.call(() -> {
                long sum = 0;
                while (!stream.atEnd()) {
                    sum += digest(RecordMessage.parseDelimitedFrom(stream));
                }
                return sum;
            });
        }

        private static long digest(RecordMessage message) {
            ByteString payload = message.getPayload();
            int size = payload.size();
            if ((message.getTag() != 0 && (message.getFlags() & FLAG_OPTIONAL) == 0) || size > IMAGE) {
                throw new IllegalStateException("record");
            }
            return (long) size + payload.byteAt(0) + payload.byteAt(size / 2) + payload.byteAt(size - 1);
        }

        @Override
        public void write() {
            Chunked.Output stream = new Chunked.Output(out);
            Failable.run(() -> {
                for (int i = 0; i < RECORDS; i++) {
                    RecordMessage.newBuilder()
                            .setPayload(ByteString.copyFrom(image))
                            .build()
                            .writeDelimitedTo(stream);
                }
            });
            written = stream.written();
        }

        @Override
        public byte[] written() {
            return Arrays.copyOf(out, written);
        }
    }
}
