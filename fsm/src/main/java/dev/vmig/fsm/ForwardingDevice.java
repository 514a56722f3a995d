package dev.vmig.fsm;

import java.util.Optional;

/** Does as another device, call by call: for those who watch, delay or spoil some calls of a driver and pass on the rest. */
public class ForwardingDevice implements VfioDevice {
    /** What it is around. */
    protected final VfioDevice device;

    /** Around that one. */
    public ForwardingDevice(VfioDevice device) {
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
