package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** U-9: a source that has been saved is done with. */
final class DoneWhenStopped extends ForwardingDevice {
    private boolean done;

    DoneWhenStopped(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (done) {
            return Optional.empty();
        }
        boolean saves = requested == MigrationState.STOP.value();
        Optional<DataFile> file = device.setState(requested);
        done = saves;
        return file;
    }
}
