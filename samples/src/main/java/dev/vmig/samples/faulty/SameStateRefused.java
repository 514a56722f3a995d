package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** U-4: a request for the state that the device is in is refused. */
final class SameStateRefused extends ForwardingDevice {
    SameStateRefused(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (requested == device.state().value()) {
            throw new ErrnoException(Errno.EINVAL, "device_state: " + requested + " (expected: another)");
        }
        return device.setState(requested);
    }
}
