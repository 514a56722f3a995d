package dev.vmig.samples.faulty;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** K-8: a record is queued in two steps, and the first read always comes in between. */
final class HeaderReadableFirst extends ForwardingDevice {
    HeaderReadableFirst(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            private boolean begun;

            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                int there = begun ? length : Math.min(length, RecordHeader.LENGTH);
                int count = file.read(buffer, offset, there);
                begun |= count > 0;
                return count;
            }
        });
    }
}
