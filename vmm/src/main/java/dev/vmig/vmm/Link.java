package dev.vmig.vmm;

import java.time.Duration;
import org.apache.commons.lang3.Validate;

/**
 * The network between the hosts.
 *
 * @param bytesPerSecond bandwidth
 * @param latency of the first byte
 */
public record Link(long bytesPerSecond, Duration latency) {
    /** 10 Gbit/s with a latency of 0.1 ms. */
    public static final Link TEN_GIGABIT = new Link(1_250_000_000L, Duration.ofNanos(100_000));

    /** Rejects a bandwidth of 0. */
    public Link {
        Validate.isTrue(bytesPerSecond > 0, "bytesPerSecond: %d (expected: positive)", bytesPerSecond);
        Validate.isTrue(!latency.isNegative(), "latency: %s (expected: not negative)", latency);
    }

    /** The time until this number of bytes has arrived. */
    public Duration transfer(long bytes) {
        return latency.plusNanos(Math.multiplyExact(bytes, 1_000_000_000L) / bytesPerSecond);
    }
}
