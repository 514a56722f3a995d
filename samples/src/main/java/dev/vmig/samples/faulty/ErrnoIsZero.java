package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** K-11 and K-12: what a read should be refused with, ENOMSG or ENODEV, is answered as the end of the stream. */
final class ErrnoIsZero extends ForwardingDevice {
    private final Errno errno;

    ErrnoIsZero(VfioDevice device, Errno errno) {
        super(device);
        this.errno = errno;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                try {
                    return file.read(buffer, offset, length);
                } catch (ErrnoException e) {
                    if (e.errno() == errno) {
                        return 0;
                    }
                    throw e;
                }
            }
        });
    }
}
