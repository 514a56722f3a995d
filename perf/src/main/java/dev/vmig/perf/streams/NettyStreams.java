package dev.vmig.perf.streams;

import static dev.vmig.codec.RecordHeader.FLAGS;
import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;
import static dev.vmig.codec.RecordHeader.TAG;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

final class NettyStreams implements Streams {
    private final ByteBuf header = PooledByteBufAllocator.DEFAULT.directBuffer(LENGTH, LENGTH);
    private final byte[] buffer = new byte[IMAGE];
    private byte[] image = buffer;
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;

    @Override
    public void load(byte[] image, byte[] stream) {
        this.image = image;
        in = Unpooled.directBuffer(BYTES, BYTES).writeBytes(stream);
        out = Unpooled.directBuffer(BYTES, BYTES);
    }

    @Override
    public long read() {
        long sum = 0;
        int have = 0;
        int missing = 0;
        header.clear();
        in.setIndex(0, 0);
        while (in.writerIndex() < BYTES) {
            in.writerIndex(Math.min(in.writerIndex() + CHUNK, BYTES));
            while (in.isReadable()) {
                if (missing == 0) {
                    header.writeBytes(in, Math.min(header.writableBytes(), in.readableBytes()));
                    if (header.isWritable()) {
                        break;
                    }
                    missing = begin();
                    have = 0;
                    header.clear();
                }
                int some = Math.min(missing, in.readableBytes());
                in.readBytes(buffer, have, some);
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
        long size = header.getLongLE(0);
        if ((header.getIntLE(TAG) != 0 && (header.getIntLE(FLAGS) & FLAG_OPTIONAL) == 0)
                || Long.compareUnsigned(size, IMAGE) > 0) {
            throw Streams.refused();
        }
        return (int) size;
    }

    @Override
    public void write() {
        out.clear();
        int end = CHUNK;
        for (int i = 0; i < RECORDS; i++) {
            header.clear().writeLongLE(image.length).writeIntLE(0).writeIntLE(0);
            while (header.isReadable()) {
                out.writeBytes(header, Math.min(header.readableBytes(), end - out.writerIndex()));
                end = next(end);
            }
            for (int from = 0; from < image.length; ) {
                int some = Math.min(image.length - from, end - out.writerIndex());
                out.writeBytes(image, from, some);
                from += some;
                end = next(end);
            }
        }
    }

    private int next(int end) {
        return out.writerIndex() == end ? Math.min(end + CHUNK, BYTES) : end;
    }

    @Override
    public byte[] written() {
        return ByteBufUtil.getBytes(out);
    }
}
