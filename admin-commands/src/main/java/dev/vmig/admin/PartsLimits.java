package dev.vmig.admin;

import org.apache.commons.lang3.Validate;

/**
 * The capability VIRTIO_DEV_PARTS_CAP (Virtio 1.4, 2.12.1.4.1): how many part objects may exist at once.
 *
 * @param get objects that read parts, 0 to 255
 * @param set objects that write parts, 0 to 255
 */
public record PartsLimits(int get, int set) {
    /** Refuses what the capability cannot hold. */
    public PartsLimits {
        Validate.inclusiveBetween(0, 255, get, "get: %d (expected: 0 to 255)".formatted(get));
        Validate.inclusiveBetween(0, 255, set, "set: %d (expected: 0 to 255)".formatted(set));
    }

    /** What the driver asks for: an id is used for either kind, hence the smaller of the two for both. */
    public PartsLimits common() {
        int smaller = Math.min(get, set);
        return new PartsLimits(smaller, smaller);
    }
}
