package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Has the source go on as soon as its stream has been sent. */
final class SourceRunsOn extends ForwardingDevice {
    SourceRunsOn(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        Optional<DataFile> file = device.setState(requested);
        if (requested == MigrationState.STOP.value()) {
            device.setState(MigrationState.RUNNING);
        }
        return file;
    }
}
