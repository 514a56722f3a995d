package dev.vmig.perf.codec;

import static dev.vmig.codec.RecordHeader.FLAGS;
import static dev.vmig.codec.RecordHeader.FLAG_OPTIONAL;
import static dev.vmig.codec.RecordHeader.LENGTH;
import static dev.vmig.codec.RecordHeader.TAG;
import static dev.vmig.perf.codec.PartImage.HEADER;

/** The work with buffers that read and write numbers at an index, see {@link IndexedBuffer}. */
final class Indexed {
    private static final byte[] NOTHING = {};

    private Indexed() {}

    static final class Headers implements HeaderWork {
        private final IndexedBuffer out;
        private final IndexedBuffer.Factory buffers;
        private IndexedBuffer in;

        Headers(IndexedBuffer.Factory buffers) {
            this.buffers = buffers;
            this.out = buffers.of(new byte[BYTES]);
            this.in = out;
        }

        @Override
        public void load(byte[] headers) {
            in = buffers.of(headers);
        }

        @Override
        public long decode() {
            long sum = 0;
            for (int at = 0; at < BYTES; at += LENGTH) {
                long size = in.getLong(at);
                long flags = Integer.toUnsignedLong(in.getInt(at + FLAGS));
                long tag = Integer.toUnsignedLong(in.getInt(at + TAG));
                if ((tag != 0 && (flags & FLAG_OPTIONAL) == 0) || Long.compareUnsigned(size, MAXIMUM) > 0) {
                    throw new IllegalStateException("record header");
                }
                sum += size + flags + tag;
            }
            return sum;
        }

        @Override
        public void encode(long firstSize) {
            for (int i = 0; i < COUNT; i++) {
                int at = i * LENGTH;
                out.putLong(at, firstSize + i);
                out.putInt(at + FLAGS, 0);
                out.putInt(at + TAG, 0);
            }
        }

        @Override
        public byte[] written() {
            return out.toArray();
        }
    }

    static final class Commands implements ExchangeWork {
        private final IndexedBuffer out;
        private final IndexedBuffer.Factory buffers;
        private IndexedBuffer in;

        Commands(IndexedBuffer.Factory buffers) {
            this.buffers = buffers;
            this.out = buffers.of(new byte[COUNT * COMMAND]);
            this.in = out;
        }

        @Override
        public void load(byte[] results) {
            in = buffers.of(results);
        }

        @Override
        public long exchange(long firstMember) {
            long sum = 0;
            for (int i = 0; i < COUNT; i++) {
                int at = i * COMMAND;
                out.putShort(at, OPCODE);
                out.putShort(at + 2, GROUP);
                out.putInt(at + 4, 0);
                out.putLong(at + 8, 0);
                out.putLong(at + 16, firstMember + i);
                out.putInt(at + 24, 0);
                out.putInt(at + 28, OBJECT);
                out.putLong(at + 32, 0);
                if (in.getShort(i * RESULT) != 0) {
                    throw new IllegalStateException("status");
                }
                sum += Integer.toUnsignedLong(in.getInt(i * RESULT + 8));
            }
            return sum;
        }

        @Override
        public byte[] written() {
            return out.toArray();
        }
    }

    static final class Parts implements PartWork {
        private final IndexedBuffer.Factory buffers;
        private PartImage image = PartImage.of(PartShape.SMALL);
        private IndexedBuffer in;
        private IndexedBuffer out;

        Parts(IndexedBuffer.Factory buffers) {
            this.buffers = buffers;
            this.in = buffers.of(NOTHING);
            this.out = in;
        }

        @Override
        public void load(PartImage image, byte[] bytes) {
            this.image = image;
            in = buffers.of(bytes);
            out = buffers.of(new byte[image.size()]);
        }

        @Override
        public int validate() {
            int count = 0;
            int end = in.capacity();
            for (int at = 0; at < end; count++) {
                at = next(at, end);
            }
            return count;
        }

        @Override
        public long read() {
            long sum = 0;
            int end = in.capacity();
            for (int at = 0; at < end; ) {
                int next = next(at, end);
                sum += Short.toUnsignedInt(in.getShort(at)) + in.getLong(at + 4) + (next - at - HEADER);
                at = next;
            }
            return sum;
        }

        /** Where the part ends that begins at {@code at}. */
        private int next(int at, int end) {
            int left = end - at - HEADER;
            if (left < 0) {
                throw new IllegalStateException("device part");
            }
            int flags = in.getByte(at + 2);
            int reserved = in.getByte(at + 3);
            long length = Integer.toUnsignedLong(in.getInt(at + 12));
            if ((flags & ~1) != 0 || reserved != 0 || length > left) {
                throw new IllegalStateException("device part");
            }
            return at + HEADER + (int) length;
        }

        @Override
        public void encode() {
            int at = 0;
            for (int i = 0; i < image.count; i++) {
                out.putShort(at, image.types[i]);
                out.putByte(at + 2, image.flags[i]);
                out.putByte(at + 3, 0);
                out.putLong(at + 4, image.selectors[i]);
                out.putInt(at + 12, image.lengths[i]);
                out.putBytes(at + HEADER, image.values, image.starts[i], image.lengths[i]);
                at += HEADER + image.lengths[i];
            }
        }

        @Override
        public byte[] written() {
            return out.toArray();
        }
    }

    /** A header is staged in an array, since chunks cut it anywhere; {@link Sbe} reads and writes it in its own way. */
    static class Stream implements StreamWork {
        private final byte[] staging = new byte[LENGTH];
        private final byte[] buffer = new byte[IMAGE];
        private final IndexedBuffer.Factory buffers;
        private final IndexedBuffer header;
        private byte[] image = buffer;
        private IndexedBuffer in;
        private IndexedBuffer out;

        Stream(IndexedBuffer.Factory buffers) {
            this.buffers = buffers;
            this.header = IndexedBuffer.Heap.of(staging);
            this.in = buffers.of(NOTHING);
            this.out = in;
        }

        /** Reads a header, and refuses it unless it is that of a record within bounds. */
        int decode(byte[] bytes) {
            long size = header.getLong(0);
            if ((header.getInt(TAG) != 0 && (header.getInt(FLAGS) & FLAG_OPTIONAL) == 0)
                    || Long.compareUnsigned(size, IMAGE) > 0) {
                throw new IllegalStateException("record");
            }
            return (int) size;
        }

        void encode(byte[] bytes, int size) {
            header.putLong(0, size);
            header.putLong(FLAGS, 0);
        }

        @Override
        public final void load(byte[] image, byte[] stream) {
            this.image = image;
            in = buffers.of(stream);
            out = buffers.of(new byte[BYTES]);
        }

        @Override
        public final long read() {
            long sum = 0;
            int staged = 0;
            int have = 0;
            int missing = 0;
            for (int from = 0; from < in.capacity(); from += CHUNK) {
                int end = Math.min(from + CHUNK, in.capacity());
                int next = from;
                while (next < end) {
                    if (missing == 0) {
                        int some = Math.min(LENGTH - staged, end - next);
                        in.getBytes(next, staging, staged, some);
                        staged += some;
                        next += some;
                        if (staged < LENGTH) {
                            break;
                        }
                        staged = 0;
                        have = 0;
                        missing = decode(staging);
                    }
                    int some = Math.min(missing, end - next);
                    in.getBytes(next, buffer, have, some);
                    next += some;
                    have += some;
                    missing -= some;
                    if (missing == 0) {
                        sum += StreamWork.digest(buffer, have);
                    }
                }
            }
            return sum;
        }

        @Override
        public final void write() {
            int at = 0;
            for (int i = 0; i < RECORDS; i++) {
                encode(staging, image.length);
                at = write(at, staging);
                at = write(at, image);
            }
        }

        private int write(int to, byte[] bytes) {
            int at = to;
            for (int from = 0; from < bytes.length; ) {
                int some = Math.min(bytes.length - from, CHUNK - at % CHUNK);
                out.putBytes(at, bytes, from, some);
                from += some;
                at += some;
            }
            return at;
        }

        @Override
        public final byte[] written() {
            return out.toArray();
        }
    }
}
