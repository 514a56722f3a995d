package dev.vmig.admin;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.OvertakenException;
import dev.vmig.fsm.PrecopyInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.commons.lang3.function.FailableRunnable;

/**
 * Reading the state of the device: a stream of one image in STOP_COPY, or, if it began in PRE_COPY, of one image at
 * first, one more for each refresh, and the final one, which is the one that counts.
 */
final class SavingSession extends Session {
    private final PartObject object;
    private final SessionContext context;
    private final PrecopyLimiter limiter;
    private final RecordQueue stream = new RecordQueue();
    /** Whether there is a record. */
    private boolean begun;
    /** What the stream has of images. */
    private final ImageRecords images;
    /** Where in the stream the first image ends. */
    private long initialEnd;
    /** Whether the stream has its permanent end. */
    private boolean complete;

    SavingSession(PartObject object, SessionContext context) {
        this.object = object;
        this.context = context;
        this.limiter = new PrecopyLimiter(context.clock(), context.options().refreshInterval());
        this.images = new ImageRecords(context.options().partialImages());
    }

    /** The image of a running device; more will follow. */
    void saveInitial(FailableRunnable<OvertakenException> checkpoint) throws ErrnoException {
        images.announcement().ifPresent(this::append);
        save(checkpoint);
        synchronized (this) {
            initialEnd = stream.unread();
        }
    }

    /** The image of a stopped device, with which the stream ends. What is unread comes first. */
    void saveFinal(FailableRunnable<OvertakenException> checkpoint) throws ErrnoException {
        save(checkpoint);
        images.forget();
        synchronized (this) {
            complete = true;
        }
    }

    /** DEV_PARTS_METADATA_GET: how large an image can be now. */
    long imageSize() throws ErrnoException {
        return object.size();
    }

    /**
     * Reads the available bytes without waiting for another call; a record is available completely or not at all (K-8).
     */
    @Override
    public synchronized int read(byte[] buffer, int offset, int length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        requireAlive();
        int count = stream.read(buffer, offset, length);
        if (count == 0 && length > 0 && !complete) {
            throw new ErrnoException(Errno.ENOMSG, "nothing to read until the next query of the device or STOP_COPY");
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.EBADF, "a saving file cannot be written");
    }

    /**
     * What there is to read. If that is nothing, and the device was not asked within the interval, a second by default, a
     * further image is fetched. A failure to do so harms nothing: it can be tried again.
     */
    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        return context.gate().during(() -> {
            requireAlive();
            requirePreCopy();
            long announced = limiter.grants() ? imageSize() : 0;
            PrecopyInfo before = counters();
            if (before.initialBytes() > 0) {
                return before;
            }
            long unread = before.dirtyBytes();
            if (unread == 0 && announced > 0) {
                append(announced);
            }
            return context.profile().has(Quirk.K_10) ? new PrecopyInfo(0, unread + announced) : counters();
        });
    }

    /** What is unread, the first image apart. */
    private synchronized PrecopyInfo counters() {
        long unread = stream.unread();
        long initial = Math.max(0, initialEnd - stream.position());
        return new PrecopyInfo(initial, unread - initial);
    }

    @Override
    synchronized void end() {
        super.end();
        stream.clear();
        images.forget();
    }

    @Override
    synchronized long queuedBytes() {
        return stream.unread();
    }

    private void save(FailableRunnable<OvertakenException> checkpoint) throws ErrnoException {
        long size = imageSize();
        if (size == 0) {
            throw new ErrnoException(Errno.EINVAL, "device parts: the device announces 0 bytes");
        }
        checkpoint.run();
        append(size);
        checkpoint.run();
    }

    private void append(long size) throws ErrnoException {
        ByteBuffer image = object.image(size, context.options().maximumImageBytes());
        OptionalInt describedAs = context.options().describedAs();
        if (describedAs.isPresent() && !begun) {
            DeviceDescription.of(describedAs.getAsInt(), image, size)
                    .ifPresent(description -> append(ByteBuffer.wrap(description.toRecord())));
        }
        begun = true;
        List<ByteBuffer> record = images.record(image);
        if (context.profile().has(Quirk.K_8)) {
            append(record.get(0));
            context.betweenHeaderAndImage().run();
            record.subList(1, record.size()).forEach(this::append);
        } else {
            synchronized (this) {
                record.forEach(this::append);
            }
        }
    }

    private synchronized void append(ByteBuffer bytes) {
        stream.append(bytes);
    }

    private void requirePreCopy() throws ErrnoException {
        if (!context.options().features().hasPreCopy()) {
            throw new ErrnoException(Errno.ENOTTY, "the device has no PRE_COPY");
        }
        MigrationState state = context.state().get();
        if (state != MigrationState.PRE_COPY && state != MigrationState.PRE_COPY_P2P) {
            throw new ErrnoException(Errno.EINVAL, "state " + state + " (expected: PRE_COPY or PRE_COPY_P2P)");
        }
    }
}
