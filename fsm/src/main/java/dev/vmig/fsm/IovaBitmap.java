package dev.vmig.fsm;

import org.apache.commons.lang3.Validate;

/**
 * The bitmap of a report of written pages: bit n is the page at {@code iova + n * pageSize}, in words of 64 bits. It sets
 * bits and clears none. For every range and page size no index wraps and no shift is out of range; to set bits allocates
 * nothing.
 */
public final class IovaBitmap {
    private final IovaRange range;
    private final int shift;
    private final long[] words;

    /**
     * A bitmap over words of the caller.
     *
     * @param pageSize a power of two
     * @param words at least {@link #words}
     */
    public IovaBitmap(IovaRange range, long pageSize, long[] words) {
        Validate.isTrue(
                Long.bitCount(pageSize) == 1,
                "page size: %s (expected: a power of two)",
                Long.toUnsignedString(pageSize));
        this.range = range;
        this.shift = Long.numberOfTrailingZeros(pageSize);
        Validate.isTrue(
                Long.compareUnsigned(words.length, words(range, pageSize)) >= 0,
                "words: %d (expected: at least %s)",
                words.length,
                Long.toUnsignedString(words(range, pageSize)));
        this.words = words;
    }

    /** How many words the bitmap of a range has. */
    public static long words(IovaRange range, long pageSize) {
        return ((range.length() - 1) >>> Long.numberOfTrailingZeros(pageSize) >>> 6) + 1;
    }

    /** The addresses of the bitmap. */
    public IovaRange range() {
        return range;
    }

    /** The size of a page, one bit. */
    public long pageSize() {
        return 1L << shift;
    }

    /** Sets the bits of all pages that have one of these addresses. Addresses outside of the bitmap are ignored. */
    public void set(IovaRange written) {
        set(written.iova(), written.last());
    }

    /** {@link #set(IovaRange)} from the first address to the last one, both unsigned. */
    public void set(long firstIova, long lastIova) {
        if (Long.compareUnsigned(firstIova, range.last()) > 0 || Long.compareUnsigned(lastIova, range.iova()) < 0) {
            return;
        }
        long first = bit(Long.compareUnsigned(firstIova, range.iova()) < 0 ? range.iova() : firstIova);
        long last = bit(Long.compareUnsigned(lastIova, range.last()) > 0 ? range.last() : lastIova);
        int firstWord = Math.toIntExact(first >>> 6);
        int lastWord = Math.toIntExact(last >>> 6);
        for (int word = firstWord; word <= lastWord; word++) {
            long from = word == firstWord ? -1L << first : -1L;
            long to = word == lastWord ? -1L >>> (63 - (last & 63)) : -1L;
            words[word] |= from & to;
        }
    }

    /** Whether the bit of the page with this address, one of {@link #range}, is set. */
    public boolean isSet(long iova) {
        long bit = bit(iova);
        return (words[Math.toIntExact(bit >>> 6)] >>> bit & 1) != 0;
    }

    private long bit(long iova) {
        return (iova - range.iova()) >>> shift;
    }
}
