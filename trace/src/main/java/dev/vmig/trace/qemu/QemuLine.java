package dev.vmig.trace.qemu;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a trace log, rid of what the back end puts in front of it.
 *
 * @param event its name
 * @param arguments the rest, as printed
 */
record QemuLine(String event, String arguments) {
    /** Seconds, or a date and time. */
    private static final String TIME = "(?:\\d{4}-\\d\\d-\\d\\dT\\S+|[A-Z][a-z]{2}\\s+\\d+\\s+[\\d:.]+)";

    /** In front of an event, by back end; nothing at all is the most frequent. */
    private static final String PREFIX = "(?:<\\d+>)?\\s*(?:"
            // log: pid@seconds: with -msg timestamp=on and, in older versions, always
            + "(?:" + TIME + "\\s+)?\\d+@\\d+\\.\\d+:\\s*"
            // syslog: time host program[pid]:
            + "|" + TIME + "\\s+\\S+\\s+[^\\s:]+:\\s+"
            + "|" + TIME + "\\s+"
            // ftrace: thread-pid [cpu] flags seconds: tracing_mark_write:
            + "|\\S.*?-\\d+\\s+(?:\\(\\s*[-\\d]+\\)\\s+)?\\[\\d+\\]\\s+(?:\\S+\\s+)?\\d+\\.\\d+:\\s+"
            + "(?:tracing_mark_write|0x[0-9a-f]+|print):\\s+"
            + ")?";

    private static final Pattern LINE = Pattern.compile(PREFIX + "([a-z_][a-z0-9_]*)(?:\\s(.*))?");

    /** simpletrace puts the time since the event before, and the process, in front of the arguments. */
    private static final Pattern SIMPLE = Pattern.compile("-?\\d+(?:\\.\\d+)?\\s+(?:pid=\\d+\\s*)?(.*)");

    /** Reads a line; empty if it is none of a trace. */
    static Optional<QemuLine> of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(2) == null ? "" : matcher.group(2).strip();
        Matcher simple = SIMPLE.matcher(rest);
        boolean named = simple.matches()
                && (simple.group(1).isEmpty() || simple.group(1).contains("="));
        return Optional.of(new QemuLine(matcher.group(1), named ? simple.group(1) : rest));
    }

    boolean isVfio() {
        return event.startsWith("vfio_");
    }
}
