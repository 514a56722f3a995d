package dev.vmig.perf.headers;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.vmig.codec.RecordHeader;
import dev.vmig.perf.proto.RecordHeaderMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Messages behind their lengths, as protobuf's own delimited streams are; the values are the same, the bytes are not. */
final class ProtobufHeaders implements Headers {
    private final byte[] out = new byte[2 * BYTES];
    private byte[] in = new byte[0];
    private int written;

    @Override
    public void load(byte[] headers) {
        RecordHeader header = new RecordHeader();
        CodedOutputStream stream = CodedOutputStream.newInstance(out);
        try {
            for (int at = 0; at < headers.length; at += LENGTH) {
                header.wrap(headers, at);
                stream.writeMessageNoTag(message(header.recordSize(), (int) header.flags(), (int) header.tag()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = Arrays.copyOf(out, stream.getTotalBytesWritten());
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
        long sum = 0;
        try {
            while (!stream.isAtEnd()) {
                int limit = stream.pushLimit(stream.readRawVarint32());
                RecordHeaderMessage message = RecordHeaderMessage.parseFrom(stream);
                stream.popLimit(limit);
                long flags = Integer.toUnsignedLong(message.getFlags());
                long tag = Integer.toUnsignedLong(message.getTag());
                if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0)
                        || Long.compareUnsigned(message.getRecordSize(), MAXIMUM) > 0) {
                    throw Headers.refused();
                }
                sum += message.getRecordSize() + flags + tag;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Override
    public void encode(long firstSize) {
        CodedOutputStream stream = CodedOutputStream.newInstance(out);
        try {
            for (int i = 0; i < COUNT; i++) {
                stream.writeMessageNoTag(message(firstSize + i, 0, 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = stream.getTotalBytesWritten();
    }

    @Override
    public byte[] written() {
        return Arrays.copyOf(out, written);
    }
}
