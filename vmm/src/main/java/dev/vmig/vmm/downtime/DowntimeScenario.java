package dev.vmig.vmm.downtime;

import dev.vmig.device.PrivateParts;
import org.apache.commons.lang3.Validate;

/**
 * What is moved, and over what.
 *
 * @param stateBytes state of the VF beyond what Virtio 1.4 describes, in parts of a sixteenth of it, at most 4 KiB; what
 *     the specification describes comes on top: about 0.9 KiB, and 144 bytes a queue pair
 * @param queuePairs of the VF
 * @param changesPerSecond how often each of those parts changes, on average; which one is drawn from a seed
 * @param gigabits the link carries in a second
 */
public record DowntimeScenario(int stateBytes, int queuePairs, double changesPerSecond, int gigabits) {
    private static final int FEWEST_PARTS = 16;
    private static final int LARGEST_PART = 4096;

    /** Checks the ranges. */
    public DowntimeScenario {
        Validate.inclusiveBetween(
                1 << 10, 256 << 20, stateBytes, "stateBytes: " + stateBytes + " (expected: 1 KiB to 256 MiB)");
        Validate.inclusiveBetween(1, 256, queuePairs, "queuePairs: " + queuePairs + " (expected: 1 to 256)");
        Validate.inclusiveBetween(
                0.0, 1_000.0, changesPerSecond, "changesPerSecond: " + changesPerSecond + " (expected: 0 to 1000)");
        Validate.inclusiveBetween(1, 1_000, gigabits, "gigabits: " + gigabits + " (expected: 1 to 1000)");
    }

    /** The parts that the state stands in. */
    PrivateParts parts() {
        int bytes = Math.min(LARGEST_PART, stateBytes / FEWEST_PARTS);
        return new PrivateParts(stateBytes / bytes, bytes);
    }

    /** Another state. */
    public DowntimeScenario withStateBytes(int other) {
        return new DowntimeScenario(other, queuePairs, changesPerSecond, gigabits);
    }

    /** Other queues. */
    public DowntimeScenario withQueuePairs(int other) {
        return new DowntimeScenario(stateBytes, other, changesPerSecond, gigabits);
    }

    /** Another rate. */
    public DowntimeScenario withChangesPerSecond(double other) {
        return new DowntimeScenario(stateBytes, queuePairs, other, gigabits);
    }

    /** Another link. */
    public DowntimeScenario withGigabits(int other) {
        return new DowntimeScenario(stateBytes, queuePairs, changesPerSecond, other);
    }
}
