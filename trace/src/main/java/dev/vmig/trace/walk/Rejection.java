package dev.vmig.trace.walk;

import dev.vmig.trace.TraceEvent;
import java.util.List;
import java.util.Optional;

/**
 * Why an event is no part of any behaviour of the spec.
 *
 * @param reason the event, or its meaning
 * @param allowed what the spec allows instead
 */
public record Rejection(String reason, List<String> allowed) {
    /** Copies the list. */
    public Rejection {
        allowed = List.copyOf(allowed);
    }

    /** The rejection of an event. */
    static Rejection of(TraceEvent event, List<String> allowed) {
        return new Rejection(EventText.of(event), allowed);
    }

    /** A rejection with one allowed alternative. */
    public static Optional<Rejection> because(String reason, String allowed) {
        return Optional.of(new Rejection(reason, List.of(allowed)));
    }

    /** This rejection with another description of what is allowed. */
    public Rejection allowing(String instead) {
        return new Rejection(reason, List.of(instead));
    }

    /** In one line. */
    @Override
    public String toString() {
        return reason + "; the spec allows " + (allowed.isEmpty() ? "nothing" : String.join(", or ", allowed));
    }
}
