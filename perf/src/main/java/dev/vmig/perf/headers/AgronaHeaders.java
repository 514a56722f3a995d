package dev.vmig.perf.headers;

import static dev.vmig.codec.RecordHeader.FLAGS;
import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;
import static dev.vmig.codec.RecordHeader.TAG;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

final class AgronaHeaders implements Headers {
    private final byte[] bytes = new byte[BYTES];
    private final UnsafeBuffer out = new UnsafeBuffer(bytes);
    private final UnsafeBuffer in = new UnsafeBuffer(bytes);

    @Override
    public void load(byte[] headers) {
        in.wrap(headers);
    }

    @Override
    public long decode() {
        long sum = 0;
        for (int at = 0; at < BYTES; at += LENGTH) {
            long size = in.getLong(at, LITTLE_ENDIAN);
            long flags = Integer.toUnsignedLong(in.getInt(at + FLAGS, LITTLE_ENDIAN));
            long tag = Integer.toUnsignedLong(in.getInt(at + TAG, LITTLE_ENDIAN));
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
            out.putLong(at, firstSize + i, LITTLE_ENDIAN);
            out.putInt(at + FLAGS, 0, LITTLE_ENDIAN);
            out.putInt(at + TAG, 0, LITTLE_ENDIAN);
        }
    }

    @Override
    public byte[] written() {
        return bytes;
    }
}
