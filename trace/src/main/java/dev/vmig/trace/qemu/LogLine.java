package dev.vmig.trace.qemu;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a log with an event, apart from what stands in front of it.
 *
 * <p>In front of an event stand the trace back end's words (thread and time, ftrace's columns), those of {@code -msg}
 * (time, guest name) and those of whatever collected the output (syslog, journald, a container runtime). What remains of
 * them without times and thread numbers tells one VM from another.
 *
 * @param vm what tells the VM in front of the event; empty if nothing does
 * @param event its name
 * @param arguments the rest, as printed
 */
record LogLine(String vm, String event, String arguments) {
    private static final Pattern EVENT =
            Pattern.compile("(?<![\\w./(\"'-])([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?=\\s|$|:\\s)");

    /** What {@code grep -n} puts in front of a line, behind the name of the file; the hour of a time is no such number. */
    private static final Pattern NUMBER =
            Pattern.compile("^((?:[^\\s:\\[]+:)?)\\d+(?::(?!\\d\\d(?:\\D|$))|-(?=[a-z]))");

    /** A line as Docker's json-file driver wraps it. */
    private static final Pattern WRAPPED =
            Pattern.compile("^\\{\"log\":\"(.*?)(?:\\\\r)?(?:\\\\n)?\",\"stream\":\"\\w+\".*}$");

    private static final String ISO = "\\d{4}-\\d\\d-\\d\\d(?:T|\\s+)\\d\\d:\\d\\d\\S*";

    /** A time, a thread with its time, a count since boot, a priority of syslog, a stream of a container runtime. */
    private static final Pattern NOISE = Pattern.compile("<\\d+>(?:1 )?|" + ISO
            + "|[A-Z][a-z]{2}\\s+\\d+\\s+\\d\\d:[\\d:.]+|\\d+@\\d+\\.\\d+:?|(?<!\\S)\\d{9,10}\\.\\d{3,9}:?(?!\\S)|\\[?\\s*\\d\\d:\\d\\d:\\d\\d[\\d.]*\\]?"
            + "|\\[\\s*\\d+\\.\\d+\\]|\\(\\+[\\d.?]+\\)|(?:stdout|stderr)\\s+[FP](?=\\s|$)");

    private static final Pattern FTRACE =
            Pattern.compile("\\S.*\\[\\d+\\]\\s.*\\d+\\.\\d+:\\s+(?:tracing_mark_write|0x[0-9a-f]+|print):");

    /** simpletrace puts the time since the event before, and the process, in front of the arguments. */
    private static final Pattern SIMPLE = Pattern.compile("-?\\d+(?:\\.\\d+)?\\s+(?:pid=\\d+\\s*)?(.*)");

    /** babeltrace prints the event's context in front of its fields. */
    private static final Pattern LTTNG = Pattern.compile(":\\s*(?:\\{[^}]*},\\s*)*\\{(.*)}");

    /** Reads a line; empty if none of these events is in it. */
    static Optional<LogLine> of(String line, Predicate<String> isEvent) {
        if (line.indexOf('_') < 0) {
            return Optional.empty();
        }
        String text = NUMBER.matcher(unwrapped(line)).replaceFirst("$1");
        Matcher event = EVENT.matcher(text);
        while (event.find()) {
            if (isEvent.test(event.group(1))) {
                return vm(text.substring(0, event.start()))
                        .map(vm -> new LogLine(vm, event.group(1), arguments(text.substring(event.end()))));
            }
        }
        return Optional.empty();
    }

    /** The line itself, or what it wraps if Docker has wrapped it. */
    static String unwrapped(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        Matcher wrapped = WRAPPED.matcher(line);
        return wrapped.matches() ? wrapped.group(1).replace("\\\"", "\"").replace("\\t", "\t") : line;
    }

    /** What tells the VM in a prefix; empty if it is no prefix but a sentence or a document. */
    static Optional<String> vm(String prefix) {
        String text = prefix.strip();
        if (text.isEmpty() || FTRACE.matcher(text).matches()) {
            return Optional.of("");
        }
        String rest = NOISE.matcher(text).replaceAll(" ").strip().replaceAll("\\s+", " ");
        boolean timed = rest.length() < text.replaceAll("\\s+", " ").length();
        boolean ends = text.matches(".*[:|\\]>)]");
        if (!(timed || ends)
                || rest.matches(".*[{}\"?].*")
                || rest.chars().filter(it -> it == ' ').count() > 7) {
            return Optional.empty();
        }
        return Optional.of(rest.equals(":") || rest.equals("qemu:") ? "" : rest);
    }

    private static String arguments(String text) {
        Matcher fields = LTTNG.matcher(text.strip());
        if (fields.matches()) {
            return fields.group(1).strip();
        }
        String rest = text.strip();
        Matcher simple = SIMPLE.matcher(rest);
        boolean named = simple.matches()
                && (simple.group(1).isEmpty() || simple.group(1).contains("="));
        return named ? simple.group(1) : rest;
    }
}
