package dev.vmig.fsm.uapi;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;

/**
 * The calls on data files by their numbers. All answer a number from 0 up or a negative errno; EBADF for an unknown
 * file.
 *
 * <p>Data files never block, so that O_NONBLOCK makes no difference and this layer never answers EAGAIN. They have no
 * poll operation either: poll reports them ready at any time, at the temporary end of the stream in PRE_COPY too.
 */
public final class DataFileCalls {
    /**
     * {@code POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM}: the events that Linux reports for files without a poll
     * operation.
     */
    public static final int POLL_READY = 0x1 | 0x4 | 0x40 | 0x100;
    /** {@code POLLNVAL}. */
    public static final int POLL_INVALID = 0x20;

    private final FileTable files;

    /** The calls of the process that owns these files. */
    public DataFileCalls(FileTable files) {
        this.files = files;
    }

    /**
     * Reads from a saving file. EBADF on a resuming one, EFAULT if nothing can be stored; otherwise as {@link
     * dev.vmig.fsm.DataFile#read} says.
     *
     * @param count a signed 64-bit number, EINVAL if negative; the result may be smaller for any reason
     */
    public int read(int fd, UserMemory memory, long count) {
        return ReturnValue.of(() -> files.file(fd).read(memory, count));
    }

    /**
     * Writes into a resuming file. EBADF on a saving one, EFAULT if not all can be fetched; otherwise as {@link
     * dev.vmig.fsm.DataFile#write} says.
     *
     * @param count a signed 64-bit number, EINVAL if negative; the result may be smaller for any reason
     */
    public int write(int fd, UserMemory memory, long count) {
        return ReturnValue.of(() -> files.file(fd).write(memory, count));
    }

    /** {@code pread}: ESPIPE, since a stream has no positions; EINVAL for a negative one. */
    public int pread(int fd, UserMemory memory, long count, long position) {
        return atPosition(fd, position);
    }

    /** {@code pwrite}: as {@link #pread}. */
    public int pwrite(int fd, UserMemory memory, long count, long position) {
        return atPosition(fd, position);
    }

    /**
     * {@link VfioIoctl#MIG_GET_PRECOPY_INFO} on the saving file of a device with PRE_COPY; ENOTTY for everything else.
     * Then EFAULT if the structure cannot be copied, EINVAL if argsz is below 24, and what {@link
     * dev.vmig.fsm.DataFile#precopyInfo} says.
     */
    public int ioctl(int fd, int request, UserMemory argument) {
        return ReturnValue.zero(() -> files.file(fd).ioctl(request, argument));
    }

    /** The {@code revents} of the file: {@link #POLL_READY}, or {@link #POLL_INVALID} if there is no such file. */
    public int poll(int fd) {
        try {
            files.file(fd);
            return POLL_READY;
        } catch (ErrnoException e) {
            return POLL_INVALID;
        }
    }

    /** {@code fcntl(F_SETFL)} with or without O_NONBLOCK. */
    public int setNonBlocking(int fd, boolean on) {
        return ReturnValue.zero(() -> files.file(fd).setNonBlocking(on));
    }

    /** {@code fcntl(F_GETFL)}: 1 if O_NONBLOCK is set. */
    public int isNonBlocking(int fd) {
        return ReturnValue.of(() -> files.file(fd).isNonBlocking() ? 1 : 0);
    }

    /** Closes the file and frees its number. The session continues: only the state machine ends it. */
    public int close(int fd) {
        return ReturnValue.zero(() -> files.close(fd));
    }

    private int atPosition(int fd, long position) {
        return ReturnValue.of(() -> {
            if (position < 0) {
                throw new ErrnoException(Errno.EINVAL, "position: %d (expected: at least 0)".formatted(position));
            }
            files.file(fd);
            throw new ErrnoException(Errno.ESPIPE, "a stream has no positions");
        });
    }
}
