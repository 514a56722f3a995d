package dev.vmig.fsm;

/**
 * The end of the stream that an arc returns ({@code data_fd}): one direction, bytes in order, in segments of any size.
 *
 * <p>It lives as long as its session. Once the session has ended, every call except {@link #close} fails with ENODEV
 * and has no effect.
 */
public interface DataFile {
    /**
     * Reads from a saving session.
     *
     * @return the number of bytes, at most {@code length}; 0 if {@code length} is 0, and permanently at the end of the
     *     stream in STOP_COPY
     * @throws ErrnoException ENOMSG if there is nothing to read at the moment (PRE_COPY only), EAGAIN if data is in
     *     flight (drivers whose reads would block: the caller polls, and reads again), EBADF on a resuming file, ENODEV
     *     if the session has ended or failed
     */
    int read(byte[] buffer, int offset, int length) throws ErrnoException;

    /**
     * Writes into a resuming session.
     *
     * @return the number of bytes consumed
     * @throws ErrnoException EBADF on a saving file, ENODEV if the session has ended or failed, otherwise why the data
     *     was refused; the session has then failed
     */
    int write(byte[] buffer, int offset, int length) throws ErrnoException;

    /**
     * The number of bytes to read ({@code VFIO_MIG_GET_PRECOPY_INFO}); {@link PrecopyInfo#reinit} only after
     * {@link VfioDevice#usePrecopyInfoV2}.
     *
     * @throws ErrnoException EINVAL outside PRE_COPY and PRE_COPY_P2P, ENOTTY on a resuming file or if the device has
     *     no PRE_COPY, ENODEV if the session has ended or failed
     */
    PrecopyInfo precopyInfo() throws ErrnoException;

    /** Closes the file. The session continues: only the state machine ends it. */
    void close();
}
