package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** RESUMING is left where it must not be, by one part of what K-1 is about. */
final class LeavesResuming extends ForwardingDevice {
    /** What should have kept it. */
    enum When {
        NOTHING_WRITTEN,
        PART_WRITTEN,
        WRITE_FAILED
    }

    private final When when;
    private boolean written;
    private boolean failed;

    LeavesResuming(VfioDevice device, When when) {
        super(device);
        this.when = when;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        try {
            return device.setState(requested).map(this::watched);
        } catch (ErrnoException e) {
            if (device.state() != MigrationState.RESUMING || requested != MigrationState.STOP.value() || !leaves()) {
                throw e;
            }
            device.reset();
            return device.setState(requested);
        }
    }

    private boolean leaves() {
        return switch (when) {
            case NOTHING_WRITTEN -> !written && !failed;
            case PART_WRITTEN -> written && !failed;
            case WRITE_FAILED -> failed;
        };
    }

    private DataFile watched(DataFile opened) {
        written = false;
        failed = false;
        return new ForwardingFile(opened) {
            @Override
            public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                try {
                    int count = file.write(buffer, offset, length);
                    written |= count > 0;
                    return count;
                } catch (ErrnoException e) {
                    failed = true;
                    throw e;
                }
            }
        };
    }
}
