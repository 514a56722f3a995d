package dev.vmig.device;

import java.io.Serial;

/** A virtqueue that no device can work with; the device needs a reset then (Virtio 1.4, 2.1.1). */
final class RingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    RingException(String message) {
        super(message, null, false, false);
    }
}
