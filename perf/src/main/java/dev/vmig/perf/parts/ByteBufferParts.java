package dev.vmig.perf.parts;

import static dev.vmig.perf.parts.PartImage.HEADER;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

final class ByteBufferParts implements Parts {
    private PartImage image = PartImage.of(PartShape.SMALL);
    private ByteBuffer in = ByteBuffer.allocate(0);
    private ByteBuffer out = in;

    @Override
    public void load(PartImage image, byte[] bytes) {
        this.image = image;
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out = ByteBuffer.allocate(image.size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int validate() {
        int count = 0;
        int end = in.capacity();
        int at = 0;
        while (at < end) {
            int left = end - at - HEADER;
            if (left < 0) {
                throw Parts.refused();
            }
            int flags = in.get(at + 2);
            int reserved = in.get(at + 3);
            long length = Integer.toUnsignedLong(in.getInt(at + 12));
            if ((flags & ~1) != 0 || reserved != 0 || length > left) {
                throw Parts.refused();
            }
            count++;
            at += HEADER + (int) length;
        }
        return count;
    }

    @Override
    public long read() {
        long sum = 0;
        int end = in.capacity();
        int at = 0;
        while (at < end) {
            int left = end - at - HEADER;
            if (left < 0) {
                throw Parts.refused();
            }
            int type = Short.toUnsignedInt(in.getShort(at));
            int flags = in.get(at + 2);
            int reserved = in.get(at + 3);
            long selector = in.getLong(at + 4);
            long length = Integer.toUnsignedLong(in.getInt(at + 12));
            if ((flags & ~1) != 0 || reserved != 0 || length > left) {
                throw Parts.refused();
            }
            sum += type + selector + length;
            at += HEADER + (int) length;
        }
        return sum;
    }

    @Override
    public void encode() {
        int at = 0;
        for (int i = 0; i < image.count(); i++) {
            out.putShort(at, (short) image.types()[i]);
            out.put(at + 2, (byte) image.flags()[i]);
            out.put(at + 3, (byte) 0);
            out.putLong(at + 4, image.selectors()[i]);
            out.putInt(at + 12, image.lengths()[i]);
            out.put(at + HEADER, image.values(), image.starts()[i], image.lengths()[i]);
            at += HEADER + image.lengths()[i];
        }
    }

    @Override
    public byte[] written() {
        return out.array();
    }
}
