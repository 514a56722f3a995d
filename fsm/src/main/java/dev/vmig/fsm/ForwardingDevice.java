package dev.vmig.fsm;

import java.util.Optional;

/** Delegates every call; base class for decorators. */
public class ForwardingDevice implements VfioDevice {
    /** The decorated device. */
    protected final VfioDevice device;

    /** Decorates a device. */
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
    public Optional<DmaLog> dmaLog() {
        return device.dmaLog();
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
