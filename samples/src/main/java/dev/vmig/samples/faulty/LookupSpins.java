package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** H-1: the way from STOP_COPY to a PRE_COPY state is looked up for ever. */
final class LookupSpins extends ForwardingDevice {
    private final StepBudget budget;

    LookupSpins(VfioDevice device, StepBudget budget) {
        super(device);
        this.budget = budget;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        boolean preCopy =
                requested == MigrationState.PRE_COPY.value() || requested == MigrationState.PRE_COPY_P2P.value();
        while (preCopy && device.state() == MigrationState.STOP_COPY) {
            budget.spend();
        }
        return device.setState(requested);
    }
}
