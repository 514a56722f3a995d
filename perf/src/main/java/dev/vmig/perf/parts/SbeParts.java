package dev.vmig.perf.parts;

import static dev.vmig.perf.parts.PartImage.HEADER;

import dev.vmig.perf.sbe.PartDecoder;
import dev.vmig.perf.sbe.PartEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** A part is a block of fixed size and variable data, so that SBE skips a value as it would skip any other. */
final class SbeParts implements Parts {
    private PartImage image = PartImage.of(PartShape.SMALL);
    private final UnsafeBuffer in = new UnsafeBuffer(new byte[0]);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[0]);
    private final PartDecoder decoder = new PartDecoder();
    private final PartEncoder encoder = new PartEncoder();

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
            decoder.wrap(in, at, PartDecoder.BLOCK_LENGTH, 0);
            long length = Integer.toUnsignedLong(decoder.partValueLength());
            if ((decoder.flags() & ~1) != 0 || decoder.reserved() != 0 || length > left) {
                throw Parts.refused();
            }
            count++;
            decoder.skipPartValue();
            at = decoder.limit();
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
            decoder.wrap(in, at, PartDecoder.BLOCK_LENGTH, 0);
            long length = Integer.toUnsignedLong(decoder.partValueLength());
            if ((decoder.flags() & ~1) != 0 || decoder.reserved() != 0 || length > left) {
                throw Parts.refused();
            }
            sum += decoder.partType() + decoder.selector() + length;
            decoder.skipPartValue();
            at = decoder.limit();
        }
        return sum;
    }

    @Override
    public void encode() {
        int at = 0;
        for (int i = 0; i < image.count(); i++) {
            encoder.wrap(out, at)
                    .partType(image.types()[i])
                    .flags((short) image.flags()[i])
                    .reserved((short) 0)
                    .selector(image.selectors()[i])
                    .putPartValue(image.values(), image.starts()[i], image.lengths()[i]);
            at = encoder.limit();
        }
    }

    @Override
    public byte[] written() {
        return out.byteArray();
    }
}
