package dev.vmig.fsm.uapi;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import java.io.ByteArrayOutputStream;

/** A data file of {@link FakeDevice}: reading takes what {@link #content} holds, writing adds to it. */
final class FakeFile implements DataFile {
    private final FakeDevice device;

    byte[] content = {};
    int position;
    int largestWrite;
    boolean ended;
    boolean failed;
    boolean closed;

    FakeFile(FakeDevice device) {
        this.device = device;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        int count = Math.min(length, content.length - position);
        if (count == 0 && length > 0 && device.state() != MigrationState.STOP_COPY) {
            throw new ErrnoException(Errno.ENOMSG, "nothing at the moment");
        }
        System.arraycopy(content, position, buffer, offset, count);
        position += count;
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(content);
        all.write(buffer, offset, length);
        content = all.toByteArray();
        largestWrite = Math.max(largestWrite, length);
        return length;
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        requireAlive();
        if (device.state() != MigrationState.PRE_COPY && device.state() != MigrationState.PRE_COPY_P2P) {
            throw new ErrnoException(Errno.EINVAL, "not in PRE_COPY");
        }
        return device.info;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireAlive() throws ErrnoException {
        if (ended || failed) {
            throw new ErrnoException(Errno.ENODEV, "no session");
        }
    }
}
