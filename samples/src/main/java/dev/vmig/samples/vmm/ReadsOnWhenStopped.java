package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks once more into the file of the source when it has left STOP_COPY. */
final class ReadsOnWhenStopped extends ForwardingDevice {
    private @Nullable DataFile held;

    ReadsOnWhenStopped(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        Optional<DataFile> file = device.setState(requested);
        held = file.orElse(held);
        if (requested == MigrationState.STOP.value() && held != null) {
            held.read(new byte[1], 0, 1);
        }
        return file;
    }
}
