package dev.vmig.perf.parts;

import static dev.vmig.perf.parts.PartImage.HEADER;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The JDK's data streams, which are big-endian, and a record for each part. */
final class DataStreamParts implements Parts {
    // What one writes first is what is to be measured.
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(int type, int flags, int reserved, long selector, byte[] value) {
        static Part read(DataInputStream in) throws IOException {
            if (in.available() < HEADER) {
                throw Parts.refused();
            }
            int type = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            int flags = in.readByte();
            int reserved = in.readByte();
            long selector = Long.reverseBytes(in.readLong());
            int length = Integer.reverseBytes(in.readInt());
            if ((flags & ~1) != 0 || reserved != 0 || length < 0 || length > in.available()) {
                throw Parts.refused();
            }
            return new Part(type, flags, reserved, selector, in.readNBytes(length));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeShort(Short.reverseBytes((short) type));
            out.writeByte(flags);
            out.writeByte(reserved);
            out.writeLong(Long.reverseBytes(selector));
            out.writeInt(Integer.reverseBytes(value.length));
            out.write(value);
        }
    }

    private PartImage image = PartImage.of(PartShape.SMALL);
    private byte[] in = new byte[0];
    private ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    public void load(PartImage image, byte[] bytes) {
        this.image = image;
        in = bytes;
        out = new ByteArrayOutputStream(image.size());
    }

    @Override
    public int validate() {
        DataInputStream stream = new DataInputStream(new ByteArrayInputStream(in));
        int count = 0;
        try {
            while (stream.available() > 0) {
                Part.read(stream);
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    @Override
    public long read() {
        DataInputStream stream = new DataInputStream(new ByteArrayInputStream(in));
        long sum = 0;
        try {
            while (stream.available() > 0) {
                Part part = Part.read(stream);
                sum += part.type + part.selector + part.value.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Override
    public void encode() {
        out.reset();
        DataOutputStream stream = new DataOutputStream(out);
        try {
            for (int i = 0; i < image.count(); i++) {
                int at = image.starts()[i];
                byte[] value = Arrays.copyOfRange(image.values(), at, at + image.lengths()[i]);
                new Part(image.types()[i], image.flags()[i], 0, image.selectors()[i], value).write(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] written() {
        return out.toByteArray();
    }
}
