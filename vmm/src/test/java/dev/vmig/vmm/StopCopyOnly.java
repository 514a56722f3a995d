package dev.vmig.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** A device with features 1, which passes on everything else. */
record StopCopyOnly(VfioDevice device) implements VfioDevice {
    @Override
    public FeatureSet features() {
        return FeatureSet.STOP_COPY;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested);
    }

    @Override
    public MigrationState state() throws ErrnoException {
        return device.state();
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        return device.stopCopyLength();
    }

    @Override
    public void reset() {
        device.reset();
    }

    @Override
    public void close() {
        device.close();
    }
}
