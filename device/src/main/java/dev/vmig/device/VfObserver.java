package dev.vmig.device;

/** Is told what a VF does, at the time it does it. Methods must not call back into the device. */
public interface VfObserver {
    /** The VF entered a mode. */
    default void modeChanged(int vf, DeviceMode mode) {}

    /** An outgoing DMA was started; it is outstanding until {@link #settled} or {@link #reset}. */
    default void dmaStarted(int vf) {}

    /** An interrupt message was sent; it is outstanding until {@link #settled} or {@link #reset}. */
    default void interruptSent(int vf) {}

    /** Nothing is outstanding any more. */
    default void settled(int vf) {}

    /** The guest rang a doorbell and the VF accepted it. */
    default void doorbellRung(int vf, int queue) {}

    /** The VF serves the last doorbell of a queue. A DMA begins at the same time unless the queue had nothing to do. */
    default void doorbellServed(int vf, int queue) {}

    /** Parts were replaced; they take effect on resume. */
    default void partsSet(int vf) {}

    /** A function-level reset began: parts at default, mode RUNNING, nothing outstanding. */
    default void reset(int vf) {}

    /** A packet went out to the network. */
    default void packetSent(int vf, byte[] frame) {}

    /** A block device has written data to its disk, from a sector of 512 bytes on. */
    default void blockWritten(int vf, long sector, byte[] data) {}
}
