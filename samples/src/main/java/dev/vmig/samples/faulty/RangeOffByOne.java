package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** U-6: number 8 passes the range check, and finds a cell behind the row that says: you are there. */
final class RangeOffByOne extends ForwardingDevice {
    private static final int NUMBER_OF_STATES = 8;

    RangeOffByOne(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return requested == NUMBER_OF_STATES ? Optional.empty() : device.setState(requested);
    }
}
