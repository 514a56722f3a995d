package dev.vmig.device;

/** The reply to one admin command: exactly one of the two is called, once, or none if the device hangs. */
public interface AdminReply {
    /**
     * The device has used the buffer.
     *
     * @param usedLength bytes that the device reports to have written, u32; a faulty device may report any number, also
     *     more than the buffer holds
     * @param writable the device-writable part, as long as the capacity that was submitted and zero behind what was
     *     written; it belongs to the receiver
     */
    void used(long usedLength, byte[] writable);

    /** The owner was reset before it had used the buffer. */
    void aborted();
}
