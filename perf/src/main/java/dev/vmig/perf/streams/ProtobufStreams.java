package dev.vmig.perf.streams;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;

import com.google.protobuf.ByteString;
import dev.vmig.perf.proto.RecordMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Messages behind their lengths, one a record; the values are the same, the bytes are not. */
final class ProtobufStreams implements Streams {
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
        ChunkedInput stream = new ChunkedInput(in);
        long sum = 0;
        try {
            while (!stream.atEnd()) {
                RecordMessage message = RecordMessage.parseDelimitedFrom(stream);
                ByteString payload = message.getPayload();
                if ((message.getTag() != 0 && (message.getFlags() & FLAG_OPTIONAL) == 0) || payload.size() > IMAGE) {
                    throw Streams.refused();
                }
                sum += payload.size()
                        + payload.byteAt(0)
                        + payload.byteAt(payload.size() / 2)
                        + payload.byteAt(payload.size() - 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Override
    public void write() {
        ChunkedOutput stream = new ChunkedOutput(out);
        try {
            for (int i = 0; i < RECORDS; i++) {
                RecordMessage.newBuilder()
                        .setPayload(ByteString.copyFrom(image))
                        .build()
                        .writeDelimitedTo(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = stream.written();
    }

    @Override
    public byte[] written() {
        return Arrays.copyOf(out, written);
    }
}
