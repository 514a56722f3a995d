package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Takes a write that succeeds for one of all bytes. */
final class IgnoresShortWrites extends ForwardingDevice {
    IgnoresShortWrites(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(WholeWrites::new);
    }

    private static final class WholeWrites extends ForwardingFile {
        WholeWrites(DataFile file) {
            super(file);
        }

        @Override
        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
            file.write(buffer, offset, length);
            return length;
        }
    }
}
