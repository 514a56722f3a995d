package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.VmmBench;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.Vcpus;
import java.util.Optional;

/** Has the guest go on at the target before its device does. */
final class GoesOnEarly extends ForwardingDevice {
    private final Vcpus guest;

    private GoesOnEarly(VfioDevice device, Vcpus guest) {
        super(device);
        this.guest = guest;
    }

    static VmmBench on(VmmBench bench) {
        return bench.withTarget(new GoesOnEarly(bench.target(), bench.guest()));
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (requested == MigrationState.RUNNING.value()) {
            guest.goOnAtTarget();
        }
        return device.setState(requested);
    }
}
