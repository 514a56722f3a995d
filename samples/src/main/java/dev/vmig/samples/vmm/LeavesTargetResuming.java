package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Leaves a target that it has given up as it is. */
final class LeavesTargetResuming extends ForwardingDevice {
    private boolean loads;

    LeavesTargetResuming(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        Optional<DataFile> file = device.setState(requested);
        loads = requested == MigrationState.RESUMING.value();
        return file;
    }

    @Override
    public void reset() {
        if (!loads) {
            device.reset();
        }
    }
}
