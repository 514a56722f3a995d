package dev.vmig.perf.streams;

import java.io.OutputStream;

/** A stream that is taken chunk by chunk, into one array. */
final class ChunkedOutput extends OutputStream {
    private final byte[] bytes;
    private int next;

    ChunkedOutput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void write(int value) {
        bytes[next++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int at, int length) {
        for (int done = 0; done < length; ) {
            int chunkEnd = Math.min((next / Streams.CHUNK + 1) * Streams.CHUNK, bytes.length);
            int some = Math.min(length - done, chunkEnd - next);
            System.arraycopy(from, at + done, bytes, next, some);
            next += some;
            done += some;
        }
    }

    int written() {
        return next;
    }
}
