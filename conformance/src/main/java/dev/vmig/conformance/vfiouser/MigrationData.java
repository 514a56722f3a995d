package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.NotInProtocolException;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;

/**
 * MIG_DATA_READ and MIG_DATA_WRITE as a data file. They name no session. So a call on the file of an ended session is
 * made only in a state in which the server has to refuse it; the refusal stands for ENODEV, or for EBADF if the file is
 * of the other direction.
 */
final class MigrationData implements DataFile {
    private final VfioUserDevice device;
    private final boolean saving;

    MigrationData(VfioUserDevice device, boolean saving) {
        this.device = device;
        this.saving = saving;
    }

    /** Whether the file is a saving one. */
    boolean saving() {
        return saving;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        MigrationState now = device.known();
        boolean live = device.isLive(this);
        if (length == 0) {
            throw new NotInProtocolException("a read of 0 bytes");
        } else if (!live && now.inSavingGroup()) {
            throw new NotInProtocolException("a read from a session that has ended, while another one is open");
        }
        int count;
        try {
            count = device.read(buffer, offset, length);
        } catch (ErrnoException e) {
            throw live && saving ? e : refused(live, e);
        }
        if (count == 0 && live && saving && now != MigrationState.STOP_COPY) {
            throw new ErrnoException(Errno.ENOMSG, "size 0 in " + now);
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        MigrationState now = device.known();
        boolean live = device.isLive(this);
        if (!live && now == MigrationState.RESUMING) {
            throw new NotInProtocolException("a write to a session that has ended, while another one is open");
        }
        try {
            return device.write(buffer, offset, length);
        } catch (ErrnoException e) {
            throw live && !saving ? e : refused(live, e);
        }
    }

    private static ErrnoException refused(boolean live, ErrnoException e) {
        return new ErrnoException(live ? Errno.EBADF : Errno.ENODEV, "the server refuses with " + e.errno());
    }

    @Override
    public PrecopyInfo precopyInfo() {
        throw new NotInProtocolException("VFIO_MIG_GET_PRECOPY_INFO");
    }

    @Override
    public void close() {
        throw new NotInProtocolException("close of a data_fd");
    }
}
