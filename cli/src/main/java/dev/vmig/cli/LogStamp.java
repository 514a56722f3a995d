package dev.vmig.cli;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in front of a line of a log.
 *
 * @param clock what it counts from; two stamps can be compared if their clocks are the same
 */
record LogStamp(Clock clock, double seconds) {
    /** What a stamp counts from. */
    enum Clock {
        /** A date and time: the logs of two hosts can be compared. */
        CALENDAR,
        /** The time of a day. */
        DAY,
        /** The boot of the host, or the start of the tracer. */
        HOST
    }

    private static final double NANOS_PER_SECOND = 1e9;

    private static final String CLOCK_TIME = "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?";

    private record Form(Clock clock, Pattern pattern, Function<Matcher, Double> seconds) {}

    /** The log back end's thread and time; a date; a time since the epoch; syslog's date; a time of day; ftrace, printk. */
    private static final List<Form> FORMS = List.of(
            form(Clock.CALENDAR, "\\b\\d+@(\\d+\\.\\d+)", found -> Double.valueOf(found.group(1))),
            form(
                    Clock.CALENDAR,
                    "(\\d{4}-\\d\\d-\\d\\d)[T ]+(" + CLOCK_TIME + ")",
                    found -> seconds(LocalDateTime.parse(
                            found.group(1) + "T" + found.group(2).replace(',', '.')))),
            form(Clock.CALENDAR, "(?<!\\S)(\\d{9,10}\\.\\d{3,9}):?(?!\\S)", found -> Double.valueOf(found.group(1))),
            form(
                    Clock.DAY,
                    "(?<![\\d:])(" + CLOCK_TIME + ")",
                    found -> LocalTime.parse(found.group(1).replace(',', '.')).toNanoOfDay() / NANOS_PER_SECOND),
            form(Clock.HOST, "(?:\\[\\s*|\\s)(\\d+\\.\\d{3,9})[\\]:]", found -> Double.valueOf(found.group(1))));

    private static Form form(Clock clock, String pattern, Function<Matcher, Double> seconds) {
        return new Form(clock, Pattern.compile(pattern), seconds);
    }

    /** The stamp of a line, looked for in front of the event; empty if there is none. */
    static Optional<LogStamp> of(String line) {
        int event = line.indexOf("vfio_");
        String prefix = event < 0 ? line : line.substring(0, event);
        for (Form form : FORMS) {
            Matcher found = form.pattern().matcher(prefix);
            if (found.find()) {
                return Optional.of(new LogStamp(form.clock(), form.seconds().apply(found)));
            }
        }
        return Optional.empty();
    }

    private static double seconds(LocalDateTime time) {
        Instant instant = time.toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() + instant.getNano() / NANOS_PER_SECOND;
    }
}
