package dev.vmig.perf.headers;

import static dev.vmig.codec.RecordHeader.FLAGS;
import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;
import static dev.vmig.codec.RecordHeader.TAG;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

final class ByteBufferHeaders implements Headers {
    private final ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer in = out;

    @Override
    public void load(byte[] headers) {
        in = ByteBuffer.wrap(headers).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long decode() {
        long sum = 0;
        for (int at = 0; at < BYTES; at += LENGTH) {
            long size = in.getLong(at);
            long flags = Integer.toUnsignedLong(in.getInt(at + FLAGS));
            long tag = Integer.toUnsignedLong(in.getInt(at + TAG));
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
            int at = i * LENGTH;
            out.putLong(at, firstSize + i);
            out.putInt(at + FLAGS, 0);
            out.putInt(at + TAG, 0);
        }
    }

    @Override
    public byte[] written() {
        return out.array();
    }
}
