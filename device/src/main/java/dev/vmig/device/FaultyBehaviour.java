package dev.vmig.device;

/** Deliberate defects of the device, to show that a check finds them. Never set in a real run. */
public enum FaultyBehaviour {
    /** Sends one interrupt shortly after it was stopped (against Virtio 1.4, 2.12.1.4: no notifications). */
    INTERRUPT_WHILE_STOPPED,
    /** Starts one DMA shortly after it was stopped (against Virtio 1.4, 2.12.1.4: no PCI transaction). */
    DMA_WHILE_STOPPED,
    /** Answers a stop although a transaction is outstanding (against Virtio 1.4, 2.12.1.4). */
    STOP_WITHOUT_DRAINING,
    /** Forgets, on resume, the doorbells that came in while it was stopped. */
    DOORBELL_LOST_ON_RESUME,
    /** Completes each request twice. */
    COMPLETES_TWICE,
    /** Sends a packet and forgets, when it is stopped, that it has: the request is still there afterwards. */
    SENT_NOT_WRITTEN_BACK,
    /** Keeps what a refused DEV_PARTS_SET had applied before the refusal (against Virtio 1.4, 2.12.1.4.3.3). */
    SET_HALF_APPLIED
}
