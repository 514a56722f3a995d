package dev.vmig.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps the VMM from having the device queried, and an image fetched, more often than once in an interval. */
final class PrecopyLimiter {
    private final InstantSource clock;
    private final Duration interval;
    private Instant next = Instant.MIN;

    PrecopyLimiter(InstantSource clock, Duration interval) {
        this.clock = clock;
        this.interval = interval;
    }

    /** Whether the device may be asked; if so the interval starts anew. */
    boolean grants() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(interval);
        return true;
    }
}
