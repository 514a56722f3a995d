package dev.vmig.perf.codec;

import java.io.InputStream;
import java.io.OutputStream;

/** StreamWork over one array that come and are taken chunk by chunk: no call goes beyond the end of a chunk. */
final class Chunked {
    private Chunked() {}

    /** How many bytes a call may move at {@code next}. */
    private static int some(byte[] bytes, int next, int length) {
        return Math.min(length, Math.min(StreamWork.CHUNK - next % StreamWork.CHUNK, bytes.length - next));
    }

    static final class Input extends InputStream {
        private final byte[] bytes;
        private int next;

        Input(byte[] bytes) {
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
            int some = some(bytes, next, length);
            System.arraycopy(bytes, next, into, at, some);
            next += some;
            return some;
        }

        boolean atEnd() {
            return next == bytes.length;
        }
    }

    static final class Output extends OutputStream {
        private final byte[] bytes;
        private int next;

        Output(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int value) {
            bytes[next++] = (byte) value;
        }

        @Override
        public void write(byte[] from, int at, int length) {
            for (int done = 0; done < length; ) {
                int some = some(bytes, next, length - done);
                System.arraycopy(from, at + done, bytes, next, some);
                next += some;
                done += some;
            }
        }

        int written() {
            return next;
        }
    }
}
