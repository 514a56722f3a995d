package dev.vmig.fsm;

import java.io.Serial;

/** An arc failed and left the device in ERROR; thrown by drivers that use this state. */
public final class DeviceFailedException extends ErrnoException {
    @Serial
    private static final long serialVersionUID = 1;

    /** See {@link ErrnoException#ErrnoException(Errno, String)}. */
    public DeviceFailedException(Errno errno, String reason) {
        super(errno, reason);
    }
}
