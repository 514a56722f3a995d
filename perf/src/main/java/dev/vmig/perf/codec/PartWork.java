package dev.vmig.perf.codec;

/** One way to write and read a list of device parts. */
interface PartWork {
    /** Takes over the image to encode and its bytes to validate. */
    void load(PartImage image, byte[] bytes);

    /**
     * Walks over all parts and refuses a header or a value that is not wholly there, unknown flags and a reserved byte
     * that is not zero. Values are not copied unless the rival's way of reading cannot do without.
     *
     * @return the number of parts
     */
    int validate();

    /**
     * As {@link #validate}, and reads the fields of each header.
     *
     * @return the sum of types, selectors and lengths
     */
    long read();

    /** Writes all parts, values included. */
    void encode();

    /** What {@link #encode} wrote last. */
    byte[] written();
}
