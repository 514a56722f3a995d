package dev.vmig.trace.qemu;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an event is printed: a row of {@code events.yaml}.
 *
 * @param event its name, empty in a row for a whole prefix
 * @param prefix what names begin with; empty in a row for one event
 * @param versions of QEMU, the major ones
 * @param device where the device's name stands
 * @param fields argument to the words in front of it, in the order of printing
 * @param why it carries no state, if so
 * @param pattern of the arguments
 */
record EventForm(
        String event,
        String prefix,
        List<Integer> versions,
        EventKind kind,
        String device,
        Map<String, String> fields,
        String why,
        Pattern pattern) {
    /** An argument as simpletrace prints it; strings may look like those of Python. */
    private static final Pattern NAMED = Pattern.compile("(\\w+)\\s*=\\s*(?:b?'([^']*)'|b?\"([^\"]*)\"|([^\\s,]*))");

    private static final String NAME = "name";
    private static final String NONE = "none";

    @JsonCreator
    EventForm(
            @JsonProperty("event") @Nullable String event,
            @JsonProperty("prefix") @Nullable String prefix,
            @JsonProperty("versions") @Nullable List<Integer> versions,
            @JsonProperty(value = "kind", required = true) EventKind kind,
            @JsonProperty("device") @Nullable String device,
            @JsonProperty("fields") @Nullable Map<String, String> fields,
            @JsonProperty("why") @Nullable String why) {
        this(
                event == null ? "" : event,
                prefix == null ? "" : prefix,
                versions == null ? List.of() : List.copyOf(versions),
                kind,
                device == null ? "braces" : device,
                // Not Map.copyOf, which would lose the order.
                fields == null ? Map.of() : new LinkedHashMap<>(fields),
                why == null ? "" : why,
                pattern(kind, device == null ? "braces" : device, fields == null ? Map.of() : fields));
    }

    /** The arguments by name, the device's among them; empty if they are not printed in this form. */
    Optional<Map<String, String>> parse(String arguments) {
        Matcher printed = pattern.matcher(arguments);
        if (!printed.matches()) {
            return named(arguments);
        }
        Map<String, String> values = new TreeMap<>();
        int group = 1;
        if (!device.equals(NONE)) {
            values.put(NAME, printed.group(group++));
        }
        for (String field : fields.keySet()) {
            values.put(field, printed.group(group++));
        }
        return Optional.of(values);
    }

    /** What the arguments should have been, for messages. */
    String expected() {
        String all = String.join(", ", fields.keySet());
        if (device.equals(NONE)) {
            return all;
        }
        return fields.isEmpty() ? "the device's name" : "the device's name, " + all;
    }

    private static Pattern pattern(EventKind kind, String device, Map<String, String> fields) {
        String start = switch (device) {
            case "bare" -> "\\s*(\\S+)";
            case "last" -> ".*\\s(\\S+)";
            case NONE -> "";
            default -> "\\s*\\((.+?)\\)";
        };
        String rest = fields.values().stream()
                .map(words -> words.isEmpty() ? "\\s+(\\S+)" : "\\s*" + Pattern.quote(words) + "\\s+([^\\s,]+|.+?)")
                .collect(Collectors.joining(",?"));
        // What follows otherwise says the same in each line.
        String end = "\\s*";
        if (fields.isEmpty() && device.equals("bare")) {
            end = "\\s.*";
        } else if (fields.isEmpty() && (device.equals(NONE) || kind == EventKind.UNPLUG)) {
            end = ".*";
        }
        return Pattern.compile(start + rest + end);
    }

    private Optional<Map<String, String>> named(String arguments) {
        Map<String, String> values = new TreeMap<>();
        Matcher next = NAMED.matcher(arguments);
        while (next.find()) {
            String text = next.group(2) != null ? next.group(2) : next.group(3);
            values.put(next.group(1), text != null ? text : next.group(4));
        }
        boolean all = (values.containsKey(NAME) || device.equals(NONE))
                && values.keySet().containsAll(fields.keySet());
        return all ? Optional.of(values) : Optional.empty();
    }
}
