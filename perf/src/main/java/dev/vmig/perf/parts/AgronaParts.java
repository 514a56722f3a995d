package dev.vmig.perf.parts;

import static dev.vmig.perf.parts.PartImage.HEADER;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

final class AgronaParts implements Parts {
    private PartImage image = PartImage.of(PartShape.SMALL);
    private final UnsafeBuffer in = new UnsafeBuffer(new byte[0]);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[0]);

    @Override
    public void load(PartImage image, byte[] bytes) {
        this.image = image;
        in.wrap(bytes);
        out.wrap(new byte[image.size()]);
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
            int flags = in.getByte(at + 2);
            int reserved = in.getByte(at + 3);
            long length = Integer.toUnsignedLong(in.getInt(at + 12, LITTLE_ENDIAN));
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
            int type = Short.toUnsignedInt(in.getShort(at, LITTLE_ENDIAN));
            int flags = in.getByte(at + 2);
            int reserved = in.getByte(at + 3);
            long selector = in.getLong(at + 4, LITTLE_ENDIAN);
            long length = Integer.toUnsignedLong(in.getInt(at + 12, LITTLE_ENDIAN));
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
            out.putShort(at, (short) image.types()[i], LITTLE_ENDIAN);
            out.putByte(at + 2, (byte) image.flags()[i]);
            out.putByte(at + 3, (byte) 0);
            out.putLong(at + 4, image.selectors()[i], LITTLE_ENDIAN);
            out.putInt(at + 12, image.lengths()[i], LITTLE_ENDIAN);
            out.putBytes(at + HEADER, image.values(), image.starts()[i], image.lengths()[i]);
            at += HEADER + image.lengths()[i];
        }
    }

    @Override
    public byte[] written() {
        return out.byteArray();
    }
}
