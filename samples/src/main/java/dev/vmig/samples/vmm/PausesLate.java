package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.VmmBench;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.Vcpus;
import java.util.Optional;

/** Pauses the guest when its device has stopped. */
final class PausesLate extends ForwardingDevice {
    private final Vcpus guest;

    private PausesLate(VfioDevice device, Vcpus guest) {
        super(device);
        this.guest = guest;
    }

    static VmmBench on(VmmBench bench) {
        return bench.withSource(new PausesLate(bench.source(), bench.guest())).withGuest(new Vcpus() {
            @Override
            public void goOnAtSource() {
                bench.guest().goOnAtSource();
            }

            @Override
            public void goOnAtTarget() {
                bench.guest().goOnAtTarget();
            }
        });
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        if (requested == MigrationState.STOP_COPY.value() && device.state() == MigrationState.RUNNING) {
            throw new ErrnoException(Errno.EIO, "the guest has reset the device");
        }
        Optional<DataFile> file = device.setState(requested);
        if (requested == MigrationState.STOP_COPY.value()) {
            guest.pause();
        }
        return file;
    }
}
