package dev.vmig.cli;

import dev.vmig.trace.TextLines;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * When the lines of a log were written, in seconds from its first event; by line number where the lines have no time.
 *
 * @param clock of all stamps; empty if the lines have none, or not all of them, or the time goes back
 * @param first the first stamp's seconds
 * @param at seconds, or the number of the line, by line
 */
record LogTimes(Optional<LogStamp.Clock> clock, double first, Map<Integer, Double> at) {
    /** Reads the log once more. */
    static LogTimes read(TraceInput input, Set<Integer> wanted) throws IOException {
        Map<Integer, LogStamp> stamps = new TreeMap<>();
        try (TextLines lines = TextLines.open(input.name(), input.source().open())) {
            lines.acceptControlCharacters();
            while (lines.next()) {
                int number = Math.toIntExact(lines.number());
                if (wanted.contains(number)) {
                    LogStamp.of(lines.text()).ifPresent(stamp -> stamps.put(number, stamp));
                }
            }
        }
        Map<Integer, Double> at = new TreeMap<>();
        if (!isClock(stamps, wanted.size())) {
            wanted.forEach(line -> at.put(line, (double) line));
            return new LogTimes(Optional.empty(), 0, at);
        }
        LogStamp first = stamps.values().iterator().next();
        stamps.forEach((line, stamp) -> at.put(line, stamp.seconds() - first.seconds()));
        return new LogTimes(Optional.of(first.clock()), first.seconds(), at);
    }

    private static boolean isClock(Map<Integer, LogStamp> stamps, int wanted) {
        LogStamp last = null;
        for (LogStamp stamp : stamps.values()) {
            if (last != null && (stamp.clock() != last.clock() || stamp.seconds() < last.seconds())) {
                return false;
            }
            last = stamp;
        }
        return last != null && stamps.size() == wanted;
    }

    /** The same, counted from another time. */
    LogTimes from(double other) {
        Map<Integer, Double> moved = new TreeMap<>(at);
        moved.replaceAll((line, seconds) -> seconds + first - other);
        return new LogTimes(clock, other, moved);
    }

    String unit() {
        return clock.isPresent() ? "s" : "line";
    }

    /** When a line was written. */
    double of(int line) {
        return at.getOrDefault(line, (double) line);
    }
}
