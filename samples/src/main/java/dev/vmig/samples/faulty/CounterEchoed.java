package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** K-3: while initial bytes are unread the other counter is what the caller's memory held. */
final class CounterEchoed extends ForwardingDevice {
    /** What a caller that clears nothing has in its memory. */
    private static final long CALLERS = 0x5555_5555_5555L;

    CounterEchoed(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            @Override
            public PrecopyInfo precopyInfo() throws ErrnoException {
                PrecopyInfo info = file.precopyInfo();
                return info.initialBytes() > 0 ? new PrecopyInfo(info.initialBytes(), CALLERS, info.reinit()) : info;
            }
        });
    }
}
