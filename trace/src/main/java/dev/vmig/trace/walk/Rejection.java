package dev.vmig.trace.walk;

import dev.vmig.trace.TraceEvent;
import java.util.List;

/**
 * An event that no behaviour of the spec explains.
 *
 * @param event the event
 * @param allowed what the spec would have allowed instead
 */
public record Rejection(TraceEvent event, List<String> allowed) {
    /** Copies the list. */
    public Rejection {
        allowed = List.copyOf(allowed);
    }

    /** In one line. */
    @Override
    public String toString() {
        return EventText.of(event) + "; the spec allows "
                + (allowed.isEmpty() ? "nothing" : String.join(", or ", allowed));
    }
}
