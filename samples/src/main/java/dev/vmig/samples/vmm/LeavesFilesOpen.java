package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Never closes a file. */
final class LeavesFilesOpen extends ForwardingDevice {
    LeavesFilesOpen(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(NeverClosed::new);
    }

    private static final class NeverClosed extends ForwardingFile {
        NeverClosed(DataFile file) {
            super(file);
        }

        @Override
        public void close() {}
    }
}
