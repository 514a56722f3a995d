package dev.vmig.perf.streams;

import java.io.InputStream;

/** A stream that comes chunk by chunk: no read goes beyond the end of one. */
final class ChunkedInput extends InputStream {
    private final byte[] bytes;
    private int next;

    ChunkedInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return next < bytes.length ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int at, int length) {
        if (next == bytes.length && length > 0) {
            return -1;
        }
        int chunkEnd = Math.min((next / Streams.CHUNK + 1) * Streams.CHUNK, bytes.length);
        int some = Math.min(length, chunkEnd - next);
        System.arraycopy(bytes, next, into, at, some);
        next += some;
        return some;
    }

    boolean atEnd() {
        return next == bytes.length;
    }
}
