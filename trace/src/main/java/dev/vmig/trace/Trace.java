package dev.vmig.trace;

import java.util.List;

/**
 * A recorded run.
 *
 * @param lines the events, each with its line
 * @param complete whether the closing line exists; without it the run was cut off
 */
public record Trace(TraceHeader header, List<Line> lines, boolean complete) {
    /**
     * An event and its place.
     *
     * @param number of the line in the file; the header is line 1
     */
    public record Line(int number, TraceEvent event) {}

    /** Copies the list. */
    public Trace {
        lines = List.copyOf(lines);
    }
}
