package dev.vmig.admin;

/**
 * The capability VIRTIO_DEV_PARTS_CAP (Virtio 1.4, 2.12.1.4.1): how many part objects may exist at once.
 *
 * @param get objects that read parts, 0 to 255
 * @param set objects that write parts, 0 to 255
 */
record PartsLimits(int get, int set) {
    /** What the driver asks for: an id is used for either kind, hence the smaller of the two for both. */
    PartsLimits common() {
        int smaller = Math.min(get, set);
        return new PartsLimits(smaller, smaller);
    }
}
