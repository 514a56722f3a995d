package dev.vmig.perf.streams;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JDK's data streams, which are big-endian, and a record for each record. */
final class DataStreamStreams implements Streams {
    // What one writes first is what is to be measured.
    @SuppressWarnings("ArrayRecordComponent")
    private record MigrationRecord(int flags, int tag, byte[] payload) {
        static MigrationRecord read(DataInputStream in) throws IOException {
            long size = Long.reverseBytes(in.readLong());
            int flags = Integer.reverseBytes(in.readInt());
            int tag = Integer.reverseBytes(in.readInt());
            if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0) || Long.compareUnsigned(size, IMAGE) > 0) {
                throw Streams.refused();
            }
            byte[] payload = new byte[(int) size];
            in.readFully(payload);
            return new MigrationRecord(flags, tag, payload);
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(Long.reverseBytes(payload.length));
            out.writeInt(Integer.reverseBytes(flags));
            out.writeInt(Integer.reverseBytes(tag));
            out.write(payload);
        }
    }

    private byte[] image = new byte[0];
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
        DataInputStream stream = new DataInputStream(new ChunkedInput(in));
        long sum = 0;
        try {
            for (int i = 0; i < RECORDS; i++) {
                byte[] payload = MigrationRecord.read(stream).payload;
                sum += Streams.digest(payload, payload.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Override
    public void write() {
        DataOutputStream stream = new DataOutputStream(new ChunkedOutput(out));
        try {
            for (int i = 0; i < RECORDS; i++) {
                new MigrationRecord(0, 0, image).write(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] written() {
        return out;
    }
}
