package dev.vmig.vmm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a migration went.
 *
 * @param failure why it was given up; the source runs on then. Nothing if it completed
 * @param timeline what happened, in order
 * @param streamBytes bytes that went over the link for all devices
 * @param memoryBytes bytes of guest memory that went over the link
 * @param total from the first request to the target's arrival, or to the source's return
 * @param downtime from the moment when the guest was paused to the one when the last device ran again
 */
public record MigrationResult(
        Optional<String> failure,
        List<Moment> timeline,
        long streamBytes,
        long memoryBytes,
        Duration total,
        Duration downtime) {
    /** Copies the list. */
    public MigrationResult {
        timeline = List.copyOf(timeline);
    }

    /** Whether the target has taken over. */
    public boolean completed() {
        return failure.isEmpty();
    }

    /**
     * A line of the timeline.
     *
     * @param at since the start
     * @param place {@code source} or {@code target}
     * @param device its name
     * @param what the state reached, or the bytes moved
     */
    public record Moment(Duration at, String place, String device, String what) {}
}
