package dev.vmig.perf.codec;

import dev.vmig.codec.RecordHeader;

/**
 * One way to read and write a migration stream in chunks: {@link #RECORDS} records, each with its header one byte longer
 * than a chunk, so that headers drift through every place of a chunk and some are cut in two.
 */
interface StreamWork {
    /** Bytes of a chunk. */
    int CHUNK = 1 << 16;
    /** Records in the stream. */
    int RECORDS = 1024;
    /** Bytes of a record. */
    int RECORD = CHUNK + 1;
    /** Bytes of an image, the payload of a record. */
    int IMAGE = RECORD - RecordHeader.LENGTH;
    /** Bytes of the stream: 64 MiB and 1 KiB. */
    int BYTES = RECORDS * RECORD;

    /** Takes over the image to write in each record, and the stream to read. */
    void load(byte[] image, byte[] stream);

    /**
     * Takes the stream chunk by chunk and puts each image together in one buffer, which is used for all of them. Refuses
     * an unknown tag that is not optional, and an image above {@link #IMAGE} bytes.
     *
     * @return the sum over all images of {@link #digest}
     */
    long read();

    /** Writes the stream chunk by chunk. */
    void write();

    /** What {@link #write} wrote last. */
    byte[] written();

    /** Looks at an image, so that it must be there. */
    static long digest(byte[] image, int length) {
        return (long) length + image[0] + image[length / 2] + image[length - 1];
    }
}
