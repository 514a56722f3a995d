package dev.vmig.fsm.uapi;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import java.util.Optional;

/** A data file that has been opened for the caller: a stream of one direction, without a position. */
final class StreamFile {
    /** The most bytes of one call; callers have to expect short counts anyway. */
    static final int LONGEST_TRANSFER = 1 << 20;

    private static final byte[] NOTHING = {};

    private final DataFile file;
    private final boolean resuming;
    private final Optional<PrecopyInfoIoctl> precopyInfo;
    private boolean nonBlocking;

    private StreamFile(DataFile file, boolean resuming, Optional<PrecopyInfoIoctl> precopyInfo) {
        this.file = file;
        this.resuming = resuming;
        this.precopyInfo = precopyInfo;
    }

    /** A saving file; it has the ioctl if the device has PRE_COPY. */
    static StreamFile saving(DataFile file, Optional<PrecopyInfoIoctl> precopyInfo) {
        return new StreamFile(file, false, precopyInfo);
    }

    /** A resuming file. */
    static StreamFile resuming(DataFile file) {
        return new StreamFile(file, true, Optional.empty());
    }

    /** Reads no more from the stream than the memory can hold, so that a fault loses nothing. */
    int read(UserMemory memory, long count) throws ErrnoException {
        requireDirection(false);
        int wanted = requireCount(count);
        int length = Math.min(wanted, memory.writableLength());
        byte[] bytes = new byte[length];
        int read = file.read(bytes, 0, length);
        if (length == 0 && wanted > 0) {
            throw new ErrnoException(Errno.EFAULT, "%d bytes: the memory cannot be written".formatted(wanted));
        }
        memory.write(0, Arrays.copyOf(bytes, read));
        return read;
    }

    /** Writes bytes from memory; a fault leaves the session unchanged. */
    int write(UserMemory memory, long count) throws ErrnoException {
        requireDirection(true);
        int length = requireCount(count);
        byte[] bytes;
        try {
            bytes = memory.read(0, length);
        } catch (ErrnoException fault) {
            file.write(NOTHING, 0, 0);
            throw fault;
        }
        return file.write(bytes, 0, length);
    }

    void ioctl(int request, UserMemory argument) throws ErrnoException {
        if (request != VfioIoctl.MIG_GET_PRECOPY_INFO || precopyInfo.isEmpty()) {
            throw new ErrnoException(Errno.ENOTTY, "request: 0x%x (expected: one of this file)".formatted(request));
        }
        precopyInfo.get().run(argument);
    }

    void setNonBlocking(boolean on) {
        nonBlocking = on;
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }

    void close() {
        file.close();
    }

    private void requireDirection(boolean writing) throws ErrnoException {
        if (writing != resuming) {
            throw new ErrnoException(
                    Errno.EBADF, resuming ? "a resuming file cannot be read" : "a saving file cannot be written");
        }
    }

    private static int requireCount(long count) throws ErrnoException {
        if (count < 0) {
            throw new ErrnoException(Errno.EINVAL, "count: %d (expected: at least 0)".formatted(count));
        }
        return (int) Math.min(count, LONGEST_TRANSFER);
    }
}
