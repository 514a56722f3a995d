package dev.vmig.vmm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of a migration.
 *
 * @param failure why it failed, in which case the source continues; empty if it completed
 * @param timeline the steps, in order
 * @param streamBytes bytes that went over the link for all devices
 * @param memoryBytes bytes of guest memory that went over the link
 * @param total from the first request until the VM runs at the target, or again at the source
 * @param downtime from the pause of the guest until the last device runs again
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

    /** Whether the VM runs at the target. */
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
