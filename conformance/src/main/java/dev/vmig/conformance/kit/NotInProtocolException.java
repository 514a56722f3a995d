package dev.vmig.conformance.kit;

import java.io.Serial;

/** A call of the uAPI has no counterpart in the protocol that reaches the device. The call was not made. */
public final class NotInProtocolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param call the missing call, such as {@code VFIO_MIG_GET_PRECOPY_INFO} */
    public NotInProtocolException(String call) {
        super(call);
    }
}
