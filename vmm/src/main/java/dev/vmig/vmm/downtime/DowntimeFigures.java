package dev.vmig.vmm.downtime;

import java.time.Duration;

/**
 * The measurements of a migration.
 *
 * @param downtime from the pause of the guest until the target runs
 * @param total from the first request until the target runs
 * @param streamBytes bytes of device state sent over the link
 * @param images number of images read from the source
 * @param changedShare share of the parts of the final image that differ from the previous image, 0 to 1; 1 without a
 *     previous one
 * @param imageBytes of the final image
 */
public record DowntimeFigures(
        Duration downtime, Duration total, long streamBytes, int images, double changedShare, long imageBytes) {}
