package dev.vmig.admin;

import dev.vmig.fsm.FeatureSet;
import org.apache.commons.lang3.Validate;

/**
 * What a driver is opened with.
 *
 * @param features what it offers: with P2P, since Linux defines no arcs of this driver for devices without
 * @param maximumImageBytes the largest image that it takes from a device or a stream. Whatever claims to be larger is
 *     refused with ENOMEM before memory is spent on it
 */
public record DriverOptions(FeatureSet features, int maximumImageBytes) {
    /** Larger images do not fit into an array together with the headers of a command. */
    public static final int IMAGE_BYTES_LIMIT = Integer.MAX_VALUE - (1 << 16);

    /** All features, and images up to 256 MiB. */
    public static final DriverOptions DEFAULT = new DriverOptions(FeatureSet.STOP_COPY_P2P_PRE_COPY, 256 << 20);

    /** Refuses features without P2P, and a maximum that no image keeps to. */
    public DriverOptions {
        Validate.isTrue(features.hasP2p(), "features: %d (expected: 3 or 7)", features.flags());
        Validate.inclusiveBetween(
                1,
                IMAGE_BYTES_LIMIT,
                maximumImageBytes,
                "maximumImageBytes: %d (expected: 1 to %d)".formatted(maximumImageBytes, IMAGE_BYTES_LIMIT));
    }

    /** These options with other features. */
    public DriverOptions withFeatures(FeatureSet other) {
        return new DriverOptions(other, maximumImageBytes);
    }

    /** These options with another maximum. */
    public DriverOptions withMaximumImageBytes(int other) {
        return new DriverOptions(features, other);
    }
}
