package dev.vmig.samples.vmm;

import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;

/** U-8: recovers by request, and by nothing else. */
final class NeverResets extends ForwardingDevice {
    NeverResets(VfioDevice device) {
        super(device);
    }

    @Override
    public void reset() {}
}
