package dev.vmig.samples.shapes;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/** A stream that grows while it is read, and has an end once it is complete. */
class AppendedStream extends DataSession {
    private final BasicDriver driver;
    private byte[] stream = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int position;
    private int initialEnd;
    private boolean complete;

    AppendedStream(BasicDriver driver) {
        this.driver = driver;
    }

    /** Appends bytes that {@code initial_bytes} counts. */
    final void appendInitial(byte[] bytes) {
        append(bytes);
        initialEnd = stream.length;
    }

    final void append(byte[] bytes) {
        stream = ArrayUtils.addAll(stream, bytes);
    }

    /** Marks the stream as complete. */
    final void complete() {
        complete = true;
    }

    final boolean isComplete() {
        return complete;
    }

    final int position() {
        return position;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        requireAlive();
        int count = Math.min(length, stream.length - position);
        System.arraycopy(stream, position, buffer, offset, count);
        position += count;
        return count == 0 && length > 0 ? nothingToRead() : count;
    }

    /** The answer of a read that finds nothing: 0 at the end, ENOMSG before. */
    int nothingToRead() throws ErrnoException {
        if (complete) {
            return 0;
        }
        throw new ErrnoException(Errno.ENOMSG, "nothing to read for now");
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        requireAlive();
        driver.requirePreCopy();
        long initial = Math.max(0, initialEnd - position);
        return new PrecopyInfo(initial, heldBytes() - initial);
    }

    @Override
    final void end() {
        super.end();
        stream = Arrays.copyOf(stream, position);
    }

    @Override
    final long heldBytes() {
        return (long) stream.length - position;
    }
}
