package dev.vmig.perf.parts;

import static dev.vmig.perf.parts.PartImage.HEADER;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

final class NettyParts implements Parts {
    private PartImage image = PartImage.of(PartShape.SMALL);
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;

    @Override
    public void load(PartImage image, byte[] bytes) {
        this.image = image;
        in = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
        out = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length);
    }

    @Override
    public long validate() {
        in.readerIndex(0);
        long sum = 0;
        while (in.isReadable()) {
            int left = in.readableBytes() - HEADER;
            if (left < 0) {
                throw Parts.refused();
            }
            int type = in.readUnsignedShortLE();
            int flags = in.readByte();
            int reserved = in.readByte();
            long selector = in.readLongLE();
            long length = in.readUnsignedIntLE();
            if ((flags & ~1) != 0 || reserved != 0 || length > left) {
                throw Parts.refused();
            }
            sum += type + selector + length;
            in.skipBytes((int) length);
        }
        return sum;
    }

    @Override
    public void encode() {
        out.clear();
        for (int i = 0; i < image.count(); i++) {
            out.writeShortLE(image.type(i))
                    .writeByte(image.flags(i))
                    .writeByte(0)
                    .writeLongLE(image.selector(i))
                    .writeIntLE(image.valueLength())
                    .writeBytes(image.values(), image.valueAt(i), image.valueLength());
        }
    }

    @Override
    public byte[] written() {
        return ByteBufUtil.getBytes(out);
    }
}
