package dev.vmig.properties.tours;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import java.util.Arrays;
import java.util.function.Supplier;

/** A session of {@link PlainDriver}: one record is a state, whatever it contains. */
final class PlainFile implements DataFile {
    /** Bytes of a record. */
    static final int LENGTH = RecordHeader.LENGTH + 48;

    private final Supplier<MigrationState> state;
    private final boolean resuming;
    private final byte[] begun = new byte[LENGTH];
    private int bytes;
    private boolean whole;
    private boolean ended;

    PlainFile(Supplier<MigrationState> state, boolean resuming) {
        this.state = state;
        this.resuming = resuming;
    }

    /** A record of this length. */
    static byte[] record(long flags, long tag) {
        byte[] record = new byte[LENGTH];
        RecordHeader.encode(record, 0, LENGTH - RecordHeader.LENGTH, flags, tag);
        return record;
    }

    void end() {
        ended = true;
    }

    boolean isLoaded() {
        return whole && bytes == 0 && !ended;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        require(!resuming, Errno.EBADF, "the file is there for writing");
        byte[] image = record(0, RecordHeader.TAG_DEVICE_DATA);
        int read = Math.min(length, LENGTH - bytes);
        require(
                read > 0 || length == 0 || state.get() == MigrationState.STOP_COPY,
                Errno.ENOMSG,
                "nothing to read at the moment");
        System.arraycopy(image, bytes, buffer, offset, read);
        bytes += read;
        return read;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        require(resuming, Errno.EBADF, "the file is there for reading");
        for (byte next : Arrays.copyOfRange(buffer, offset, offset + length)) {
            begun[bytes++] = next;
            if (bytes == RecordHeader.LENGTH) {
                checkHeader();
            }
            if (bytes == LENGTH) {
                whole |= new RecordHeader().wrap(begun, 0).tag() == RecordHeader.TAG_DEVICE_DATA;
                bytes = 0;
            }
        }
        return length;
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        require(!resuming, Errno.ENOTTY, "the file is there for writing");
        MigrationState now = state.get();
        require(now == MigrationState.PRE_COPY || now == MigrationState.PRE_COPY_P2P, Errno.EINVAL, "no pre-copy");
        return new PrecopyInfo(LENGTH - bytes, 0);
    }

    @Override
    public void close() {
        // The session goes on: only the state machine ends it.
    }

    private void checkHeader() throws ErrnoException {
        RecordHeader header = new RecordHeader().wrap(begun, 0);
        boolean known = header.tag() == RecordHeader.TAG_DEVICE_DATA || header.isOptional();
        if (!known) {
            end();
            throw new ErrnoException(Errno.EINVAL, "tag " + header.tag() + " at byte 12: unknown");
        }
    }

    private void require(boolean condition, Errno otherwise, String reason) throws ErrnoException {
        if (ended) {
            throw new ErrnoException(Errno.ENODEV, "the session has ended");
        } else if (!condition) {
            throw new ErrnoException(otherwise, reason);
        }
    }
}
