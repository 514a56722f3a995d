package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Goes back to PRE_COPY for one round more before it ends the stream. */
final class GoesBackToPreCopy extends ForwardingDevice {
    GoesBackToPreCopy(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (requested == MigrationState.STOP.value()) {
            try {
                return device.setState(MigrationState.PRE_COPY);
            } catch (ErrnoException e) {
                return device.setState(requested);
            }
        }
        return device.setState(requested);
    }
}
