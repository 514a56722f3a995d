package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** U-5: a cell of the table is not what the rules of the uAPI give: PRE_COPY is not left for RUNNING_P2P any more. */
final class TableChanged extends ForwardingDevice {
    TableChanged(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (device.state() == MigrationState.PRE_COPY && requested == MigrationState.RUNNING_P2P.value()) {
            throw new ErrnoException(Errno.EINVAL, "PRE_COPY to RUNNING_P2P: not in the table");
        }
        return device.setState(requested);
    }
}
