package dev.vmig.perf.codec;

import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.perf.codec.PartImage.HEADER;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.lang3.function.Failable;

/** The JDK's data streams, which are big-endian, and a record for what was read: what one writes first. */
final class DataStreams {
    private DataStreams() {}

    private record Header(long size, int flags, int tag) {
        static Header read(DataInputStream in, long maximum) throws IOException {
            Header header = new Header(
                    Long.reverseBytes(in.readLong()),
                    Integer.reverseBytes(in.readInt()),
                    Integer.reverseBytes(in.readInt()));
            if ((header.tag != 0 && (header.flags & FLAG_OPTIONAL) == 0)
                    || Long.compareUnsigned(header.size, maximum) > 0) {
                throw new IllegalStateException("record header");
            }
            return header;
        }

        void write(DataOutputStream out) throws IOException {
            out.writeLong(Long.reverseBytes(size));
            out.writeInt(Integer.reverseBytes(flags));
            out.writeInt(Integer.reverseBytes(tag));
        }
    }

    static final class Headers implements HeaderWork {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
        private byte[] in = new byte[BYTES];

        @Override
        public void load(byte[] headers) {
            in = headers;
        }

        @Override
        public long decode() {
            DataInputStream stream = new DataInputStream(new ByteArrayInputStream(in));
            return Failable.call(() -> {
                long sum = 0;
                for (int i = 0; i < COUNT; i++) {
                    Header header = Header.read(stream, MAXIMUM);
                    sum += header.size + Integer.toUnsignedLong(header.flags) + Integer.toUnsignedLong(header.tag);
                }
                return sum;
            });
        }

        @Override
        public void encode(long firstSize) {
            out.reset();
            DataOutputStream stream = new DataOutputStream(out);
            Failable.run(() -> {
                for (int i = 0; i < COUNT; i++) {
                    new Header(firstSize + i, 0, 0).write(stream);
                }
            });
        }

        @Override
        public byte[] written() {
            return out.toByteArray();
        }
    }

    static final class Commands implements ExchangeWork {
        private record CommandFields(int opcode, int group, long member, int object) {
            void write(DataOutputStream out) throws IOException {
                out.writeShort(Short.reverseBytes((short) opcode));
                out.writeShort(Short.reverseBytes((short) group));
                out.writeInt(0);
                out.writeLong(0);
                out.writeLong(Long.reverseBytes(member));
                out.writeInt(0);
                out.writeInt(Integer.reverseBytes(object));
                out.writeLong(0);
            }
        }

        private record ResultFields(int status, int qualifier, long size) {
            static ResultFields read(DataInputStream in) throws IOException {
                int status = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
                int qualifier = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
                in.readInt();
                long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
                in.readInt();
                return new ResultFields(status, qualifier, size);
            }
        }

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(COUNT * COMMAND);
        private byte[] in = new byte[COUNT * RESULT];

        @Override
        public void load(byte[] results) {
            in = results;
        }

        @Override
        public long exchange(long firstMember) {
            out.reset();
            DataOutputStream commands = new DataOutputStream(out);
            DataInputStream results = new DataInputStream(new ByteArrayInputStream(in));
            return Failable.call(() -> {
                long sum = 0;
                for (int i = 0; i < COUNT; i++) {
                    new CommandFields(OPCODE, GROUP, firstMember + i, OBJECT).write(commands);
                    ResultFields result = ResultFields.read(results);
                    if (result.status != 0) {
                        throw new IllegalStateException("status");
                    }
                    sum += result.size;
                }
                return sum;
            });
        }

        @Override
        public byte[] written() {
            return out.toByteArray();
        }
    }

    static final class Parts implements PartWork {
        // What one writes first is what is to be measured.
        @SuppressWarnings("ArrayRecordComponent")
        private record Part(int type, int flags, int reserved, long selector, byte[] value) {
            static Part read(DataInputStream in) throws IOException {
                if (in.available() < HEADER) {
                    throw new IllegalStateException("device part");
                }
                int type = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
                int flags = in.readByte();
                int reserved = in.readByte();
                long selector = Long.reverseBytes(in.readLong());
                int length = Integer.reverseBytes(in.readInt());
                if ((flags & ~1) != 0 || reserved != 0 || length < 0 || length > in.available()) {
                    throw new IllegalStateException("device part");
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
            return Failable.call(() -> {
                int count = 0;
                while (stream.available() > 0) {
                    Part.read(stream);
                    count++;
                }
                return count;
            });
        }

        @Override
        public long read() {
            DataInputStream stream = new DataInputStream(new ByteArrayInputStream(in));
            return Failable.call(() -> {
                long sum = 0;
                while (stream.available() > 0) {
                    Part part = Part.read(stream);
                    sum += part.type + part.selector + part.value.length;
                }
                return sum;
            });
        }

        @Override
        public void encode() {
            out.reset();
            DataOutputStream stream = new DataOutputStream(out);
            Failable.run(() -> {
                for (int i = 0; i < image.count; i++) {
                    int at = image.starts[i];
                    byte[] value = Arrays.copyOfRange(image.values, at, at + image.lengths[i]);
                    new Part(image.types[i], image.flags[i], 0, image.selectors[i], value).write(stream);
                }
            });
        }

        @Override
        public byte[] written() {
            return out.toByteArray();
        }
    }

    static final class Stream implements StreamWork {
        private byte[] image = new byte[0];
        private byte[] in = new byte[0];
        private byte[] out = new byte[0];

        @Override
        public void load(byte[] image, byte[] stream) {
            this.image = image;
            in = stream;
            out = new byte[BYTES];
        }

        @Override
        public long read() {
            DataInputStream stream = new DataInputStream(new Chunked.Input(in));
            return Failable.call(() -> {
                long sum = 0;
                for (int i = 0; i < RECORDS; i++) {
                    byte[] payload = new byte[(int) Header.read(stream, IMAGE).size];
                    stream.readFully(payload);
                    sum += StreamWork.digest(payload, payload.length);
                }
                return sum;
            });
        }

        @Override
        public void write() {
            DataOutputStream stream = new DataOutputStream(new Chunked.Output(out));
            Failable.run(() -> {
                for (int i = 0; i < RECORDS; i++) {
                    new Header(image.length, 0, 0).write(stream);
                    stream.write(image);
                }
            });
        }

        @Override
        public byte[] written() {
            return out;
        }
    }
}
