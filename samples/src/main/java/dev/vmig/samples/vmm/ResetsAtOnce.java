package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Recovers by reset, whatever the guest's device loses by it. */
final class ResetsAtOnce extends ForwardingDevice {
    ResetsAtOnce(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (requested == MigrationState.RUNNING.value()) {
            device.reset();
            return Optional.empty();
        }
        return device.setState(requested);
    }
}
