package dev.vmig.perf.headers;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;

import dev.vmig.perf.sbe.RecordHeaderBlockDecoder;
import dev.vmig.perf.sbe.RecordHeaderBlockEncoder;
import org.agrona.concurrent.UnsafeBuffer;

final class SbeHeaders implements Headers {
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
                throw Headers.refused();
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
