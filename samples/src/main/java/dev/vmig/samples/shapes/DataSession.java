package dev.vmig.samples.shapes;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;

/** A session and its data file. Once it has ended or failed, every call answers ENODEV. */
abstract class DataSession implements DataFile {
    private boolean alive = true;

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.EBADF, "a resuming file cannot be read");
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.EBADF, "a saving file cannot be written");
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.ENOTTY, "a resuming file has no pre-copy information");
    }

    /** Only the state machine ends a session. */
    @Override
    public final void close() {}

    /** Ends the session. */
    void end() {
        alive = false;
    }

    final boolean isAlive() {
        return alive;
    }

    final void requireAlive() throws ErrnoException {
        if (!alive) {
            throw new ErrnoException(Errno.ENODEV, "the session has ended or failed");
        }
    }

    /** The number of buffered bytes. */
    abstract long heldBytes();
}
