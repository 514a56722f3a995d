package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** U-2: which state a device is in that was just opened is not said; here it is STOP. */
final class OpensAnywhere extends ForwardingDevice {
    private boolean asked;

    OpensAnywhere(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        asked = true;
        return device.setState(requested);
    }

    @Override
    public MigrationState state() throws ErrnoException {
        return asked ? device.state() : MigrationState.STOP;
    }

    @Override
    public void reset() {
        asked = true;
        device.reset();
    }
}
