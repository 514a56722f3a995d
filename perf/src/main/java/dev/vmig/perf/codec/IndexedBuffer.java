package dev.vmig.perf.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Little-endian numbers at an index: what the buffers of three libraries have in common, so that the same work is
 * written once. A JVM measures one of them, so that every call has one target and is compiled into the loop.
 */
interface IndexedBuffer {
    /** Makes a buffer with these bytes, and as many. */
    @FunctionalInterface
    interface Factory {
        IndexedBuffer of(byte[] bytes);
    }

    int capacity();

    byte getByte(int at);

    short getShort(int at);

    int getInt(int at);

    long getLong(int at);

    void getBytes(int at, byte[] into, int from, int length);

    void putByte(int at, int value);

    void putShort(int at, int value);

    void putInt(int at, int value);

    void putLong(int at, long value);

    void putBytes(int at, byte[] bytes, int from, int length);

    byte[] toArray();

    /** A heap ByteBuffer over the array itself. */
    record Heap(ByteBuffer buffer) implements IndexedBuffer {
        static Heap of(byte[] bytes) {
            return new Heap(ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN));
        }

        @Override
        public int capacity() {
            return buffer.capacity();
        }

        @Override
        public byte getByte(int at) {
            return buffer.get(at);
        }

        @Override
        public short getShort(int at) {
            return buffer.getShort(at);
        }

        @Override
        public int getInt(int at) {
            return buffer.getInt(at);
        }

        @Override
        public long getLong(int at) {
            return buffer.getLong(at);
        }

        @Override
        public void getBytes(int at, byte[] into, int from, int length) {
            buffer.get(at, into, from, length);
        }

        @Override
        public void putByte(int at, int value) {
            buffer.put(at, (byte) value);
        }

        @Override
        public void putShort(int at, int value) {
            buffer.putShort(at, (short) value);
        }

        @Override
        public void putInt(int at, int value) {
            buffer.putInt(at, value);
        }

        @Override
        public void putLong(int at, long value) {
            buffer.putLong(at, value);
        }

        @Override
        public void putBytes(int at, byte[] bytes, int from, int length) {
            buffer.put(at, bytes, from, length);
        }

        @Override
        public byte[] toArray() {
            byte[] bytes = new byte[buffer.capacity()];
            buffer.get(0, bytes);
            return bytes;
        }
    }

    /** Agrona's buffer over the array itself, bounds checks on. */
    record Agrona(UnsafeBuffer buffer) implements IndexedBuffer {
        static Agrona of(byte[] bytes) {
            return new Agrona(new UnsafeBuffer(bytes));
        }

        @Override
        public int capacity() {
            return buffer.capacity();
        }

        @Override
        public byte getByte(int at) {
            return buffer.getByte(at);
        }

        @Override
        public short getShort(int at) {
            return buffer.getShort(at, LITTLE_ENDIAN);
        }

        @Override
        public int getInt(int at) {
            return buffer.getInt(at, LITTLE_ENDIAN);
        }

        @Override
        public long getLong(int at) {
            return buffer.getLong(at, LITTLE_ENDIAN);
        }

        @Override
        public void getBytes(int at, byte[] into, int from, int length) {
            buffer.getBytes(at, into, from, length);
        }

        @Override
        public void putByte(int at, int value) {
            buffer.putByte(at, (byte) value);
        }

        @Override
        public void putShort(int at, int value) {
            buffer.putShort(at, (short) value, LITTLE_ENDIAN);
        }

        @Override
        public void putInt(int at, int value) {
            buffer.putInt(at, value, LITTLE_ENDIAN);
        }

        @Override
        public void putLong(int at, long value) {
            buffer.putLong(at, value, LITTLE_ENDIAN);
        }

        @Override
        public void putBytes(int at, byte[] bytes, int from, int length) {
            buffer.putBytes(at, bytes, from, length);
        }

        @Override
        public byte[] toArray() {
            return buffer.byteArray();
        }
    }

    /** Netty's pooled direct buffer with a copy of the array. */
    record Netty(ByteBuf buffer) implements IndexedBuffer {
        static Netty of(byte[] bytes) {
            return new Netty(PooledByteBufAllocator.DEFAULT
                    .directBuffer(bytes.length, bytes.length)
                    .writeBytes(bytes));
        }

        @Override
        public int capacity() {
            return buffer.capacity();
        }

        @Override
        public byte getByte(int at) {
            return buffer.getByte(at);
        }

        @Override
        public short getShort(int at) {
            return buffer.getShortLE(at);
        }

        @Override
        public int getInt(int at) {
            return buffer.getIntLE(at);
        }

        @Override
        public long getLong(int at) {
            return buffer.getLongLE(at);
        }

        @Override
        public void getBytes(int at, byte[] into, int from, int length) {
            buffer.getBytes(at, into, from, length);
        }

        @Override
        public void putByte(int at, int value) {
            buffer.setByte(at, value);
        }

        @Override
        public void putShort(int at, int value) {
            buffer.setShortLE(at, value);
        }

        @Override
        public void putInt(int at, int value) {
            buffer.setIntLE(at, value);
        }

        @Override
        public void putLong(int at, long value) {
            buffer.setLongLE(at, value);
        }

        @Override
        public void putBytes(int at, byte[] bytes, int from, int length) {
            buffer.setBytes(at, bytes, from, length);
        }

        @Override
        public byte[] toArray() {
            return ByteBufUtil.getBytes(buffer);
        }
    }
}
