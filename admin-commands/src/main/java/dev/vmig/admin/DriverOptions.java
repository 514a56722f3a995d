package dev.vmig.admin;

import dev.vmig.fsm.FeatureSet;
import java.time.Duration;
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
 * @param partialImages whether only those parts of an image are sent that differ from the image before, and such records
 *     are taken ({@link dev.vmig.codec.PartialImage}). Both ends must have it: a target without refuses the stream of a
 *     source with it at its first record, in PRE_COPY, while the source runs
 * @param refreshInterval minimum time between two queries for changes in PRE_COPY
 */
public record DriverOptions(
        FeatureSet features,
        int maximumImageBytes,
        OptionalInt describedAs,
        boolean partialImages,
        Duration refreshInterval) {
    /** Larger images do not fit into an array together with the headers of a command. */
    public static final int IMAGE_BYTES_LIMIT = Integer.MAX_VALUE - (1 << 16);

    /** What Linux waits between two refreshes, the choice of its authors. */
    public static final Duration LINUX_REFRESH_INTERVAL = Duration.ofSeconds(1);

    /** All features, images up to 256 MiB, no description, whole images, once a second, as Linux. */
    public static final DriverOptions DEFAULT = new DriverOptions(
            FeatureSet.STOP_COPY_P2P_PRE_COPY, 256 << 20, OptionalInt.empty(), false, LINUX_REFRESH_INTERVAL);

    /** Refuses features without P2P, a maximum that no image keeps to, what is no device type, negative intervals. */
    public DriverOptions {
        Validate.isTrue(features.hasP2p(), "features: %d (expected: 3 or 7)", features.flags());
        Validate.inclusiveBetween(
                1,
                IMAGE_BYTES_LIMIT,
                maximumImageBytes,
                "maximumImageBytes: %d (expected: 1 to %d)".formatted(maximumImageBytes, IMAGE_BYTES_LIMIT));
        describedAs.ifPresent(type ->
                Validate.inclusiveBetween(1, 0xffff, type, "describedAs: %d (expected: 1 to 65535)".formatted(type)));
        Validate.isTrue(!refreshInterval.isNegative(), "refreshInterval: %s (expected: not negative)", refreshInterval);
    }

    /** These options with other features. */
    public DriverOptions withFeatures(FeatureSet other) {
        return new DriverOptions(other, maximumImageBytes, describedAs, partialImages, refreshInterval);
    }

    /** These options with another maximum. */
    public DriverOptions withMaximumImageBytes(int other) {
        return new DriverOptions(features, other, describedAs, partialImages, refreshInterval);
    }

    /** These options with descriptions of a device of this Virtio device type. */
    public DriverOptions withDescription(int deviceType) {
        return new DriverOptions(
                features, maximumImageBytes, OptionalInt.of(deviceType), partialImages, refreshInterval);
    }

    /** These options with, or without, partial images. */
    public DriverOptions withPartialImages(boolean on) {
        return new DriverOptions(features, maximumImageBytes, describedAs, on, refreshInterval);
    }

    /** These options with another interval between two refreshes; zero leaves it to the VMM when to ask. */
    public DriverOptions withRefreshInterval(Duration other) {
        return new DriverOptions(features, maximumImageBytes, describedAs, partialImages, other);
    }
}
