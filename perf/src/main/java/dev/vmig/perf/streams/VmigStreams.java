package dev.vmig.perf.streams;

import dev.vmig.codec.ChunkedRecordReader;
import dev.vmig.codec.ChunkedRecordWriter;

final class VmigStreams implements Streams {
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
                    sum += Streams.digest(buffer, have);
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
