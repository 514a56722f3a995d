package dev.vmig.perf.exchanges;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;

final class NettyExchanges implements Exchanges {
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(COUNT * COMMAND, COUNT * COMMAND);
    private final ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer(COUNT * RESULT, COUNT * RESULT);

    @Override
    public void load(byte[] results) {
        in.clear().writeBytes(results);
    }

    @Override
    public long exchange(long firstMember) {
        out.clear();
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            out.writeShortLE(OPCODE)
                    .writeShortLE(GROUP)
                    .writeIntLE(0)
                    .writeLongLE(0)
                    .writeLongLE(firstMember + i)
                    .writeIntLE(0)
                    .writeIntLE(OBJECT)
                    .writeLongLE(0);
            if (in.getShortLE(i * RESULT) != 0) {
                throw Exchanges.refused();
            }
            sum += in.getUnsignedIntLE(i * RESULT + 8);
        }
        return sum;
    }

    @Override
    public byte[] written() {
        return ByteBufUtil.getBytes(out);
    }
}
