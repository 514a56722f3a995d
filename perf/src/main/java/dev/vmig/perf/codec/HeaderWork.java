package dev.vmig.perf.codec;

import dev.vmig.codec.RecordHeader;

/**
 * One way to write and read record headers: {@link #COUNT} of them, one behind the other. The first rival lays down the
 * bytes, all others must agree with it.
 */
interface HeaderWork {
    /** HeaderWork in a batch: 16 KiB, which stay in the first-level cache. */
    int COUNT = 1024;
    /** Bytes of a batch. */
    int BYTES = COUNT * RecordHeader.LENGTH;
    /** The largest record that a reader accepts. */
    long MAXIMUM = 1 << 20;

    /** Takes over the batch to decode, which {@link #encode} of any rival with the same layout wrote. */
    void load(byte[] headers);

    /**
     * Reads all headers of the batch and refuses a size above {@link #MAXIMUM} and an unknown tag that is not optional.
     *
     * @return the sum of sizes, flags and tags
     */
    long decode();

    /** Writes a batch of image records: {@code firstSize} and what follows. */
    void encode(long firstSize);

    /** What {@link #encode} wrote last. */
    byte[] written();
}
