package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** U-1: of the state it believes what it last asked for. Of failed requests it knows better. */
final class BelievesItsState extends ForwardingDevice {
    private @Nullable MigrationState believed = MigrationState.RUNNING;

    BelievesItsState(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        believed = null;
        Optional<DataFile> file = device.setState(requested);
        believed = MigrationState.of(requested).orElse(null);
        return file;
    }

    @Override
    public MigrationState state() throws ErrnoException {
        return believed == null ? device.state() : believed;
    }
}
