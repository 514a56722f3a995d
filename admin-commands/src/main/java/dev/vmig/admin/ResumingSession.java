package dev.vmig.admin;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Loading the state of another device: each image in the stream is handed to the device as soon as its last byte has
 * come, and replaces the one before.
 */
final class ResumingSession extends Session {
    private final SessionContext context;
    private final RecordReader stream;
    private boolean loaded;

    ResumingSession(PartObject object, SessionContext context) {
        this.context = context;
        this.stream = new RecordReader(context, this::compare, (buffer, length) -> {
            object.apply(buffer);
            loaded = true;
        });
    }

    /** The source says what it is. This device is asked only now, so that streams that say nothing cost no command. */
    private void compare(byte[] payload, int length) throws ErrnoException {
        Optional<DeviceDescription> source = DeviceDescription.read(
                ArrayUtils.subarray(payload, RecordReader.ROOM_IN_FRONT, payload.length), length);
        if (source.isPresent()) {
            source.get()
                    .requireFit(
                            context.describer().describe(), context.options().maximumImageBytes());
        }
    }

    /**
     * Refuses with EINVAL what is not the state of a device. An image that is not the last one is not recognised as
     * such: the stream has no end marker (S-3).
     */
    void requireLoaded() throws ErrnoException {
        if (isDead()) {
            throw new ErrnoException(Errno.EINVAL, "a write has failed: what was loaded is not whole");
        }
        if (stream.isPending()) {
            throw new ErrnoException(Errno.EINVAL, "the stream ends with " + stream.describePending());
        }
        if (!loaded) {
            throw new ErrnoException(Errno.EINVAL, "no image was written");
        }
    }

    /**
     * Several records may come in one write. If a reset overtakes it, the write ends behind the record that the device
     * was given, and the next one finds the session ended.
     */
    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return context.gate().during(() -> {
            requireAlive();
            try {
                int taken = 0;
                while (taken < length && !context.gate().isOvertaken()) {
                    taken += stream.accept(buffer, offset + taken, length - taken);
                }
                return taken;
            } catch (ErrnoException refused) {
                fail();
                throw refused;
            }
        });
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.EBADF, "a resuming file cannot be read");
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.ENOTTY, "a resuming file has no pre-copy information");
    }

    @Override
    synchronized void end() {
        super.end();
        stream.clear();
    }

    @Override
    long queuedBytes() {
        return stream.keptBytes();
    }
}
