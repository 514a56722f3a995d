package dev.vmig.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps the VMM from having the device queried, and a whole image fetched, more often than once in a second. */
final class PrecopyLimiter {
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final InstantSource clock;
    private Instant next = Instant.MIN;

    PrecopyLimiter(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the device may be asked; if so the interval starts anew. */
    boolean grants() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(INTERVAL);
        return true;
    }
}
