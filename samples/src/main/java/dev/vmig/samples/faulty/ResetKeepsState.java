package dev.vmig.samples.faulty;

import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;

/** U-3: a reset leaves the migration state as it is. */
final class ResetKeepsState extends ForwardingDevice {
    ResetKeepsState(VfioDevice device) {
        super(device);
    }

    @Override
    public void reset() {
        // Only what the guest sees would be reset.
    }
}
