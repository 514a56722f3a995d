package dev.vmig.perf.streams;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;

import dev.vmig.perf.sbe.RecordHeaderBlockDecoder;
import dev.vmig.perf.sbe.RecordHeaderBlockEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** SBE for the headers, Agrona's buffer for the rest. */
final class SbeStreams implements Streams {
    private final UnsafeBuffer header = new UnsafeBuffer(new byte[LENGTH]);
    private final RecordHeaderBlockDecoder decoder = new RecordHeaderBlockDecoder();
    private final RecordHeaderBlockEncoder encoder = new RecordHeaderBlockEncoder();
    private final byte[] buffer = new byte[IMAGE];
    private final UnsafeBuffer in = new UnsafeBuffer(buffer);
    private final UnsafeBuffer out = new UnsafeBuffer(buffer);
    private byte[] image = buffer;

    @Override
    public void load(byte[] image, byte[] stream) {
        this.image = image;
        in.wrap(stream);
        out.wrap(new byte[BYTES]);
    }

    @Override
    public long read() {
        long sum = 0;
        int staged = 0;
        int have = 0;
        int missing = 0;
        for (int from = 0; from < in.capacity(); from += CHUNK) {
            int end = Math.min(from + CHUNK, in.capacity());
            int next = from;
            while (next < end) {
                if (missing == 0) {
                    int some = Math.min(LENGTH - staged, end - next);
                    header.putBytes(staged, in, next, some);
                    staged += some;
                    next += some;
                    if (staged < LENGTH) {
                        break;
                    }
                    staged = 0;
                    have = 0;
                    missing = begin();
                }
                int some = Math.min(missing, end - next);
                in.getBytes(next, buffer, have, some);
                next += some;
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
        decoder.wrap(header, 0, LENGTH, 0);
        if ((decoder.tag() != 0 && (decoder.flags() & FLAG_OPTIONAL) == 0)
                || Long.compareUnsigned(decoder.recordSize(), IMAGE) > 0) {
            throw Streams.refused();
        }
        return (int) decoder.recordSize();
    }

    @Override
    public void write() {
        int at = 0;
        int end = CHUNK;
        for (int i = 0; i < RECORDS; i++) {
            encoder.wrap(header, 0).recordSize(image.length).flags(0).tag(0);
            for (int from = 0; from < RECORD; ) {
                int some;
                if (from < LENGTH) {
                    some = Math.min(LENGTH - from, end - at);
                    out.putBytes(at, header, from, some);
                } else {
                    some = Math.min(RECORD - from, end - at);
                    out.putBytes(at, image, from - LENGTH, some);
                }
                from += some;
                at += some;
                if (at == end) {
                    end = Math.min(end + CHUNK, BYTES);
                }
            }
        }
    }

    @Override
    public byte[] written() {
        return out.byteArray();
    }
}
