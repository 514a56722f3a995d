package dev.vmig.vmm;

import java.time.Duration;
import org.apache.commons.lang3.Validate;

/**
 * The network between the hosts.
 *
 * @param bytesPerSecond what it carries
 * @param latency how long the first byte takes
 */
public record Link(long bytesPerSecond, Duration latency) {
    /** 10 Gbit/s, a tenth of a millisecond away. */
    public static final Link TEN_GIGABIT = new Link(1_250_000_000L, Duration.ofNanos(100_000));

    /** Refuses a link that carries nothing. */
    public Link {
        Validate.isTrue(bytesPerSecond > 0, "bytesPerSecond: %d (expected: positive)", bytesPerSecond);
        Validate.isTrue(!latency.isNegative(), "latency: %s (expected: not negative)", latency);
    }

    /** How long it takes until all of so many bytes have arrived. */
    public Duration transfer(long bytes) {
        return latency.plusNanos(Math.multiplyExact(bytes, 1_000_000_000L) / bytesPerSecond);
    }
}
