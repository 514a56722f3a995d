package dev.vmig.conformance.kit;

import java.io.Serial;

/** A call of the uAPI has no counterpart in the protocol by which a device is reached. The call was not made. */
public final class NotInProtocolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param call that is missing, as in {@code VFIO_MIG_GET_PRECOPY_INFO} */
    public NotInProtocolException(String call) {
        super(call);
    }
}
