package dev.vmig.fsm;

import java.io.Serial;

/** An arc failed in such a way that the device is in ERROR now; what a driver throws that uses that state. */
public final class DeviceFailedException extends ErrnoException {
    @Serial
    private static final long serialVersionUID = 1;

    /** See {@link ErrnoException#ErrnoException(Errno, String)}. */
    public DeviceFailedException(Errno errno, String reason) {
        super(errno, reason);
    }
}
