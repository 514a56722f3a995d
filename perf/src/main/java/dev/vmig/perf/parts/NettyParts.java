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
    public int validate() {
        in.readerIndex(0);
        int count = 0;
        while (in.isReadable()) {
            int left = in.readableBytes() - HEADER;
            if (left < 0) {
                throw Parts.refused();
            }
            in.skipBytes(2);
            int flags = in.readByte();
            int reserved = in.readByte();
            in.skipBytes(8);
            long length = in.readUnsignedIntLE();
            if ((flags & ~1) != 0 || reserved != 0 || length > left) {
                throw Parts.refused();
            }
            count++;
            in.skipBytes((int) length);
        }
        return count;
    }

    @Override
    public long read() {
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
            out.writeShortLE(image.types()[i])
                    .writeByte(image.flags()[i])
                    .writeByte(0)
                    .writeLongLE(image.selectors()[i])
                    .writeIntLE(image.lengths()[i])
                    .writeBytes(image.values(), image.starts()[i], image.lengths()[i]);
        }
    }

    @Override
    public byte[] written() {
        return ByteBufUtil.getBytes(out);
    }
}
