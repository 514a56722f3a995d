package dev.vmig.perf.streams;

import static dev.vmig.codec.RecordHeader.FLAGS;
import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;
import static dev.vmig.codec.RecordHeader.TAG;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

final class ByteBufferStreams implements Streams {
    private final ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] buffer = new byte[IMAGE];
    private byte[] image = buffer;
    private ByteBuffer in = header;
    private ByteBuffer out = header;

    @Override
    public void load(byte[] image, byte[] stream) {
        this.image = image;
        in = ByteBuffer.wrap(stream);
        out = ByteBuffer.allocate(BYTES);
    }

    @Override
    public long read() {
        long sum = 0;
        int have = 0;
        int missing = 0;
        header.clear();
        for (int from = 0; from < in.capacity(); from += CHUNK) {
            in.limit(Math.min(from + CHUNK, in.capacity())).position(from);
            while (in.hasRemaining()) {
                if (missing == 0) {
                    while (header.hasRemaining() && in.hasRemaining()) {
                        header.put(in.get());
                    }
                    if (header.hasRemaining()) {
                        break;
                    }
                    header.clear();
                    missing = begin();
                    have = 0;
                }
                int some = Math.min(missing, in.remaining());
                in.get(buffer, have, some);
                have += some;
                missing -= some;
                if (missing == 0) {
                    sum += Streams.digest(buffer, have);
                }
            }
        }
        return sum;
    }

    private int begin() {
        long size = header.getLong(0);
        if ((header.getInt(TAG) != 0 && (header.getInt(FLAGS) & FLAG_OPTIONAL) == 0)
                || Long.compareUnsigned(size, IMAGE) > 0) {
            throw Streams.refused();
        }
        return (int) size;
    }

    @Override
    public void write() {
        out.limit(CHUNK).position(0);
        for (int i = 0; i < RECORDS; i++) {
            header.clear();
            header.putLong(image.length).putInt(0).putInt(0).flip();
            while (header.hasRemaining()) {
                makeRoom();
                int some = Math.min(header.remaining(), out.remaining());
                out.put(header.array(), header.position(), some);
                header.position(header.position() + some);
            }
            for (int from = 0; from < image.length; ) {
                makeRoom();
                int some = Math.min(image.length - from, out.remaining());
                out.put(image, from, some);
                from += some;
            }
        }
    }

    private void makeRoom() {
        if (!out.hasRemaining()) {
            out.limit(Math.min(out.limit() + CHUNK, BYTES));
        }
    }

    @Override
    public byte[] written() {
        return out.array();
    }
}
