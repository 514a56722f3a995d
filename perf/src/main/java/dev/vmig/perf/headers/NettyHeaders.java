package dev.vmig.perf.headers;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;

final class NettyHeaders implements Headers {
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(BYTES, BYTES);
    private final ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer(BYTES, BYTES);

    @Override
    public void load(byte[] headers) {
        in.clear().writeBytes(headers);
    }

    @Override
    public long decode() {
        in.readerIndex(0);
        long sum = 0;
        while (in.isReadable()) {
            long size = in.readLongLE();
            long flags = in.readUnsignedIntLE();
            long tag = in.readUnsignedIntLE();
            if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0) || Long.compareUnsigned(size, MAXIMUM) > 0) {
                throw Headers.refused();
            }
            sum += size + flags + tag;
        }
        return sum;
    }

    @Override
    public void encode(long firstSize) {
        out.clear();
        for (int i = 0; i < COUNT; i++) {
            out.writeLongLE(firstSize + i).writeIntLE(0).writeIntLE(0);
        }
    }

    @Override
    public byte[] written() {
        return ByteBufUtil.getBytes(out);
    }
}
