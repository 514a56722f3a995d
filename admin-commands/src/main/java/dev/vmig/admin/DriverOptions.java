package dev.vmig.admin;

import dev.vmig.fsm.FeatureSet;
import java.util.OptionalInt;
import org.apache.commons.lang3.Validate;

/**
 * What a driver is opened with.
 *
 * @param features what it offers: with P2P, since Linux defines no arcs of this driver for devices without
 * @param maximumImageBytes the largest image that it takes from a device or a stream. Whatever claims to be larger is
 *     refused with ENOMEM before memory is spent on it
 * @param describedAs the Virtio device type, 1 to 65535 (1 network, 2 block), if streams are to begin with a description
 *     of the source device, and one that comes is to be compared with this device, so that devices that do not fit are
 *     found out in PRE_COPY. Targets that do not know the description skip it
 */
public record DriverOptions(FeatureSet features, int maximumImageBytes, OptionalInt describedAs) {
    /** Larger images do not fit into an array together with the headers of a command. */
    public static final int IMAGE_BYTES_LIMIT = Integer.MAX_VALUE - (1 << 16);

    /** All features, images up to 256 MiB, and no description, as Linux. */
    public static final DriverOptions DEFAULT =
            new DriverOptions(FeatureSet.STOP_COPY_P2P_PRE_COPY, 256 << 20, OptionalInt.empty());

    /** Refuses features without P2P, a maximum that no image keeps to, and what is no device type. */
    public DriverOptions {
        Validate.isTrue(features.hasP2p(), "features: %d (expected: 3 or 7)", features.flags());
        Validate.inclusiveBetween(
                1,
                IMAGE_BYTES_LIMIT,
                maximumImageBytes,
                "maximumImageBytes: %d (expected: 1 to %d)".formatted(maximumImageBytes, IMAGE_BYTES_LIMIT));
        describedAs.ifPresent(type ->
                Validate.inclusiveBetween(1, 0xffff, type, "describedAs: %d (expected: 1 to 65535)".formatted(type)));
    }

    /** These options with other features. */
    public DriverOptions withFeatures(FeatureSet other) {
        return new DriverOptions(other, maximumImageBytes, describedAs);
    }

    /** These options with another maximum. */
    public DriverOptions withMaximumImageBytes(int other) {
        return new DriverOptions(features, other, describedAs);
    }

    /** These options with descriptions of a device of this Virtio device type. */
    public DriverOptions withDescription(int deviceType) {
        return new DriverOptions(features, maximumImageBytes, OptionalInt.of(deviceType));
    }
}
