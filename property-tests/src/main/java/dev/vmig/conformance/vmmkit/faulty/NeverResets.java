package dev.vmig.conformance.vmmkit.faulty;

import dev.vmig.conformance.faulty.Around;
import dev.vmig.fsm.VfioDevice;

/** U-8: recovers by request, and by nothing else. */
final class NeverResets extends Around {
    NeverResets(VfioDevice device) {
        super(device);
    }

    @Override
    public void reset() {}
}
