package dev.vmig.vmm;

import dev.vmig.vmm.MigrationResult.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records the steps of a migration with their times, and counts the bytes that it sends. */
final class MigrationTimeline {
    private final VirtualTime time;
    private final Link link;
    private final Wire wire;
    private final List<Moment> moments = new ArrayList<>();
    private final long started;
    private long stopped = -1;
    private long streamBytes;
    private long memoryBytes;

    MigrationTimeline(VirtualTime time, Link link, Wire wire) {
        this.time = time;
        this.link = link;
        this.wire = wire;
        this.started = time.nanoTime();
    }

    void note(String place, String subject, String what) {
        moments.add(new Moment(Duration.ofNanos(time.nanoTime() - started), place, subject, what));
    }

    /** Marks the beginning of the downtime, unless it has begun. */
    void downtimeBegins() {
        if (stopped < 0) {
            stopped = time.nanoTime();
        }
    }

    /** Bytes of a device's stream cross the link. */
    void sendStream(int bytes) throws LinkLostException {
        time.pass(link.transfer(bytes));
        wire.carry(bytes);
        streamBytes += bytes;
    }

    /** Bytes of guest memory cross the link. */
    void sendMemory(long bytes) throws LinkLostException {
        time.pass(link.transfer(bytes));
        wire.carry(Math.toIntExact(bytes));
        memoryBytes += bytes;
    }

    long streamBytes() {
        return streamBytes;
    }

    MigrationResult result(Optional<String> failure) {
        long now = time.nanoTime();
        return new MigrationResult(
                failure,
                moments,
                streamBytes,
                memoryBytes,
                Duration.ofNanos(now - started),
                Duration.ofNanos(stopped < 0 ? 0 : now - stopped));
    }
}
