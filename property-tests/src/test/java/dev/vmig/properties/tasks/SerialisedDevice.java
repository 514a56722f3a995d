package dev.vmig.properties.tasks;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.VirtualTime;
import java.util.Optional;
import org.apache.commons.lang3.function.FailableRunnable;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * A device that several {@linkplain VirtualTasks tasks} use: calls wait for each other, as they do in the kernel, where
 * one mutex a device sees to it. Only a reset does not wait for a call, which it overtakes.
 *
 * <p>Reading from a file waits for nothing, as it does not wait for the device. Tasks must not share a driver without
 * this: the driver has real threads wait for each other, and a task that does so keeps virtual time from passing.
 */
public final class SerialisedDevice extends ForwardingDevice {
    private final String name;
    private final VirtualTime time;
    private boolean busy;

    /**
     * @param name what errors call the device
     */
    public SerialisedDevice(String name, VfioDevice device, VirtualTime time) {
        super(device);
        this.name = name;
        this.time = time;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return alone(() -> device.setState(requested)).map(Serialised::new);
    }

    @Override
    public MigrationState state() throws ErrnoException {
        return alone(device::state);
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        return alone(device::stopCopyLength);
    }

    @Override
    public void usePrecopyInfoV2() throws ErrnoException {
        alone(device::usePrecopyInfoV2);
    }

    @Override
    public void reset() {
        if (busy) {
            device.reset();
        } else {
            alone(device::reset);
        }
    }

    @Override
    public void close() {
        alone(device::close);
    }

    private <T> T alone(FailableSupplier<T, ErrnoException> call) throws ErrnoException {
        begin();
        try {
            return call.get();
        } finally {
            busy = false;
        }
    }

    private <E extends Exception> void alone(FailableRunnable<E> call) throws E {
        begin();
        try {
            call.run();
        } finally {
            busy = false;
        }
    }

    private void begin() {
        time.await("the end of a call of " + name, () -> !busy);
        busy = true;
    }

    private final class Serialised extends ForwardingFile {
        Serialised(DataFile file) {
            super(file);
        }

        @Override
        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
            return alone(() -> file.write(buffer, offset, length));
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            return alone(file::precopyInfo);
        }
    }
}
