package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Takes ENOMSG, the end for now, for a failure. */
final class FailsAtTemporaryEnd extends ForwardingDevice {
    FailsAtTemporaryEnd(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(Impatient::new);
    }

    private static final class Impatient extends ForwardingFile {
        Impatient(DataFile file) {
            super(file);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            try {
                return file.read(buffer, offset, length);
            } catch (ErrnoException e) {
                throw e.errno() == Errno.ENOMSG ? new ErrnoException(Errno.EIO, "read failed") : e;
            }
        }
    }
}
