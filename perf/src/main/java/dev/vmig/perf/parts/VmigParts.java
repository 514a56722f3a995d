package dev.vmig.perf.parts;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartList;
import dev.vmig.codec.PartWriter;

final class VmigParts implements Parts {
    private final PartCursor cursor = new PartCursor();
    private final PartWriter writer = new PartWriter();
    private PartImage image = PartImage.of(PartShape.SMALL);
    private byte[] in = new byte[0];
    private byte[] out = new byte[0];

    @Override
    public void load(PartImage image, byte[] bytes) {
        this.image = image;
        in = bytes;
        out = new byte[image.size()];
    }

    @Override
    public int validate() {
        return PartList.validate(in, 0, in.length);
    }

    @Override
    public long read() {
        long sum = 0;
        cursor.wrap(in, 0, in.length);
        while (cursor.next()) {
            if (cursor.reservedBits() != 0) {
                throw Parts.refused();
            }
            sum += cursor.type() + cursor.selector() + cursor.length();
        }
        return sum;
    }

    @Override
    public void encode() {
        writer.wrap(out, 0, out.length);
        for (int i = 0; i < image.count(); i++) {
            writer.append(
                    image.types()[i],
                    image.flags()[i],
                    image.selectors()[i],
                    image.values(),
                    image.starts()[i],
                    image.lengths()[i]);
        }
    }

    @Override
    public byte[] written() {
        return out;
    }
}
