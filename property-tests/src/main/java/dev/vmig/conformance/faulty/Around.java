package dev.vmig.conformance.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** A driver that does as another one. */
public class Around implements VfioDevice {
    /** What it is around. */
    protected final VfioDevice device;

    /** Around that one. */
    public Around(VfioDevice device) {
        this.device = device;
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        return device.features();
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
    public void usePrecopyInfoV2() throws ErrnoException {
        device.usePrecopyInfoV2();
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
