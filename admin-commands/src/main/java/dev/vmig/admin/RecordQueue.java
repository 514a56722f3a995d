package dev.vmig.admin;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** The migration stream of a saving session: the records that were appended and not read yet. */
final class RecordQueue {
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private long appended;
    private long position;

    /** Appends bytes, which become readable. */
    void append(ByteBuffer bytes) {
        appended += bytes.remaining();
        unread.add(bytes);
    }

    /** Takes out at most {@code length} bytes, across records; 0 if there are none. */
    int read(byte[] buffer, int offset, int length) {
        int taken = 0;
        for (ByteBuffer head = unread.peek(); head != null && taken < length; head = unread.peek()) {
            int some = Math.min(length - taken, head.remaining());
            head.get(buffer, offset + taken, some);
            taken += some;
            if (!head.hasRemaining()) {
                unread.remove();
            }
        }
        position += taken;
        return taken;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    /** Bytes that can be read. */
    long unread() {
        return appended - position;
    }

    void clear() {
        unread.clear();
        appended = position;
    }
}
