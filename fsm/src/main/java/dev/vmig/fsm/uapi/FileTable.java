package dev.vmig.fsm.uapi;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.lang3.Validate;

/**
 * The file descriptors of a process, as far as data files need them. The lowest free number is given out first.
 *
 * <p>A number is reserved before the file is known to reach the caller, and no call finds a file under it until then.
 */
public final class FileTable {
    private final int limit;
    private final Map<Integer, StreamFile> files = new TreeMap<>();
    private final Set<Integer> reserved = new TreeSet<>();
    private final Set<Integer> closedOnExec = new TreeSet<>();

    /**
     * An empty table.
     *
     * @param limit maximum number of files ({@code RLIMIT_NOFILE}); numbers are below it
     */
    public FileTable(int limit) {
        Validate.isTrue(limit >= 0, "limit: %d (expected: at least 0)", limit);
        this.limit = limit;
    }

    /**
     * Reserves a number.
     *
     * @param closeOnExec {@code O_CLOEXEC}
     * @throws ErrnoException EMFILE if none is left
     */
    public int reserve(boolean closeOnExec) throws ErrnoException {
        int fd = 0;
        while (reserved.contains(fd)) {
            fd++;
        }
        if (fd >= limit) {
            throw new ErrnoException(Errno.EMFILE, "file descriptors: all %d are in use".formatted(limit));
        }
        reserved.add(fd);
        if (closeOnExec) {
            closedOnExec.add(fd);
        }
        return fd;
    }

    /** Releases a reserved number without a file. */
    public void giveBack(int fd) {
        Validate.validState(reserved.contains(fd) && !files.containsKey(fd), "descriptor %d is not just reserved", fd);
        free(fd);
    }

    void install(int fd, StreamFile file) {
        Validate.validState(reserved.contains(fd) && !files.containsKey(fd), "descriptor %d is not just reserved", fd);
        files.put(fd, file);
    }

    StreamFile file(int fd) throws ErrnoException {
        StreamFile file = files.get(fd);
        if (file == null) {
            throw new ErrnoException(Errno.EBADF, "file descriptor %d: there is no such file".formatted(fd));
        }
        return file;
    }

    void close(int fd) throws ErrnoException {
        StreamFile file = file(fd);
        files.remove(fd);
        free(fd);
        file.close();
    }

    /** Whether exec closes the file. */
    public boolean isCloseOnExec(int fd) {
        return closedOnExec.contains(fd);
    }

    /** Executes another program in the process: closes the close-on-exec files. */
    public void exec() {
        for (int fd : Set.copyOf(closedOnExec)) {
            if (files.containsKey(fd)) {
                StreamFile file = Objects.requireNonNull(files.remove(fd));
                file.close();
                free(fd);
            }
        }
    }

    /** The number of file descriptors in use. */
    public int size() {
        return reserved.size();
    }

    private void free(int fd) {
        reserved.remove(fd);
        closedOnExec.remove(fd);
    }
}
