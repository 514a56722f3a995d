package dev.vmig.vmm.downtime;

import java.time.Duration;

/**
 * What a migration took.
 *
 * @param downtime from the pause of the guest until the target runs
 * @param total from the first request until the target runs
 * @param streamBytes of device state that went over the link
 * @param images that were read from the source
 * @param changedShare how many of the parts of the final image differ from the image before, 0 to 1; 1 if there was none
 * @param imageBytes of the final image
 */
public record DowntimeFigures(
        Duration downtime, Duration total, long streamBytes, int images, double changedShare, long imageBytes) {}
