package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** K-13: leaving PRE_COPY fails, the state stays, and the files are gone all the same. */
final class FailedArcTakesFiles extends ForwardingDevice {
    private boolean gone;

    FailedArcTakesFiles(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        boolean leaves = MigrationState.of(requested)
                .map(state -> !state.inSavingGroup() && state != MigrationState.ERROR)
                .orElse(false);
        if (leaves && !gone && preCopy(device.state())) {
            gone = true;
            throw new ErrnoException(Errno.EIO, "the session is in error");
        }
        Optional<DataFile> opened = device.setState(requested);
        gone = gone && preCopy(device.state());
        return opened.map(file -> new ForwardingFile(file) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                if (gone) {
                    throw new ErrnoException(Errno.ENODEV, "the files are gone");
                }
                return file.read(buffer, offset, length);
            }
        });
    }

    private static boolean preCopy(MigrationState state) {
        return state == MigrationState.PRE_COPY || state == MigrationState.PRE_COPY_P2P;
    }
}
