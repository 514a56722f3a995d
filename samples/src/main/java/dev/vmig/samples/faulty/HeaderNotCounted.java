package dev.vmig.samples.faulty;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** H-8: the counters leave out the header of the first record. */
final class HeaderNotCounted extends ForwardingDevice {
    HeaderNotCounted(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            @Override
            public PrecopyInfo precopyInfo() throws ErrnoException {
                PrecopyInfo info = file.precopyInfo();
                long images = Math.max(0, info.initialBytes() - RecordHeader.LENGTH);
                return new PrecopyInfo(images, info.dirtyBytes(), info.reinit());
            }
        });
    }
}
