package dev.vmig.fsm;

import org.apache.commons.lang3.Validate;

/**
 * Addresses as a device uses them; without a vIOMMU they are those of guest memory.
 *
 * @param iova the first one, unsigned
 * @param length how many, unsigned; the last one is 2^64 - 1 at most
 */
public record IovaRange(long iova, long length) {
    /** Checks that there is an address, and that no address wraps. */
    public IovaRange {
        Validate.isTrue(
                length != 0 && Long.compareUnsigned(iova, iova + length - 1) <= 0,
                "length: %s from 0x%x on (expected: from 1 to the end of the address space)",
                Long.toUnsignedString(length),
                iova);
    }

    /** The last address, unsigned. */
    public long last() {
        return iova + length - 1;
    }

    /** Whether the two have an address in common. */
    public boolean overlaps(IovaRange other) {
        return Long.compareUnsigned(iova, other.last()) <= 0 && Long.compareUnsigned(other.iova, last()) <= 0;
    }

    @Override
    public String toString() {
        return "0x%x to 0x%x".formatted(iova, last());
    }
}
