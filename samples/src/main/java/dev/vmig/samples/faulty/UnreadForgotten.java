package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** H-4: counters that are asked for again too soon are answered early, without what is unread. */
final class UnreadForgotten extends ForwardingDevice {
    UnreadForgotten(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            private boolean asked;

            @Override
            public PrecopyInfo precopyInfo() throws ErrnoException {
                PrecopyInfo info = file.precopyInfo();
                boolean tooSoon = asked;
                asked = !asked;
                return tooSoon ? new PrecopyInfo(0, 0) : info;
            }
        });
    }
}
