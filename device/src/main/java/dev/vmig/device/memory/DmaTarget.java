package dev.vmig.device.memory;

/** What DMA can reach besides RAM: the BAR of a device. Offsets are within the window. */
public interface DmaTarget {
    /** A peer reads. */
    void dmaRead(long offset, byte[] into, int at, int length);

    /** A peer writes. */
    void dmaWrite(long offset, byte[] from, int at, int length);
}
