package dev.vmig.vmm;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;

/** A device with features 1, which passes on everything else. */
final class StopCopyOnly extends ForwardingDevice {
    StopCopyOnly(VfioDevice device) {
        super(device);
    }

    @Override
    public FeatureSet features() {
        return FeatureSet.STOP_COPY;
    }
}
