package dev.vmig.perf.headers;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JDK's data streams, which are big-endian, and a record for what was read. */
final class DataStreamHeaders implements Headers {
    private record Header(long size, int flags, int tag) {
        static Header read(DataInputStream in) throws IOException {
            return new Header(
                    Long.reverseBytes(in.readLong()),
                    Integer.reverseBytes(in.readInt()),
                    Integer.reverseBytes(in.readInt()));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(Long.reverseBytes(size));
            out.writeInt(Integer.reverseBytes(flags));
            out.writeInt(Integer.reverseBytes(tag));
        }

        void check() {
            if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0) || Long.compareUnsigned(size, MAXIMUM) > 0) {
                throw Headers.refused();
            }
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    private byte[] in = new byte[BYTES];

    @Override
    public void load(byte[] headers) {
        in = headers;
    }

    @Override
    public long decode() {
        DataInputStream stream = new DataInputStream(new ByteArrayInputStream(in));
        long sum = 0;
        try {
            for (int i = 0; i < COUNT; i++) {
                Header header = Header.read(stream);
                header.check();
                sum += header.size + Integer.toUnsignedLong(header.flags) + Integer.toUnsignedLong(header.tag);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Override
    public void encode(long firstSize) {
        out.reset();
        DataOutputStream stream = new DataOutputStream(out);
        try {
            for (int i = 0; i < COUNT; i++) {
                new Header(firstSize + i, 0, 0).write(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] written() {
        return out.toByteArray();
    }
}
