package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** U-9: a device that was stopped and copied cannot run on. */
final class StopCopyIsFinal extends ForwardingDevice {
    StopCopyIsFinal(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (device.state() == MigrationState.STOP_COPY && requested == MigrationState.RUNNING.value()) {
            throw new ErrnoException(Errno.EINVAL, "STOP_COPY leads to STOP only");
        }
        return device.setState(requested);
    }
}
