package dev.vmig.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.TraceHeader.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Reads traces. */
public final class TraceReader {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern ERRNO = Pattern.compile("0|E[A-Z0-9]+");

    private final String file;

    private TraceReader(String file) {
        this.file = file;
    }

    /**
     * Reads a whole trace.
     *
     * @param file its name, for messages
     * @param text its content
     * @throws TraceFormatException at the first line that is not what the format says, a last line without its line end
     *     among them
     */
    public static Trace read(String file, String text) throws TraceFormatException {
        return new TraceReader(file).read(text);
    }

    private Trace read(String text) throws TraceFormatException {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            throw new TraceFormatException(file, "is empty (expected: a trace)");
        }
        if (!text.endsWith("\n")) {
            throw at(lines.size(), "the file ends in the middle of this line");
        }
        TraceHeader header = header(lines.get(0));
        Set<String> devices = header.devices().stream().map(Device::name).collect(Collectors.toUnmodifiableSet());
        List<Trace.Line> events = new ArrayList<>();
        for (int number = 2; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            JsonNode object = object(number, line);
            JsonNode end = object.path("end");
            if (!end.isMissingNode()) {
                checkEnd(number, lines.size(), end, events.size());
                return new Trace(header, events, true);
            }
            TraceEvent event = parse(TraceJson.EVENT, number, line, TraceEvent.class);
            checkErrno(number, object.path("errno"));
            if (event instanceof TraceEvent.SetState asked) {
                checkRequested(number, asked.requested());
            }
            if (!devices.contains(event.device())) {
                throw at(number, "device: \"" + event.device() + "\" (expected: one of the header's, " + devices + ")");
            }
            events.add(new Trace.Line(number, event));
        }
        return new Trace(header, events, false);
    }

    private TraceHeader header(String line) throws TraceFormatException {
        JsonNode version = object(1, line).path("vmigTrace");
        if (!version.isInt() || version.intValue() != TraceHeader.VERSION) {
            throw at(
                    1,
                    "vmigTrace: " + (version.isMissingNode() ? "missing" : version) + " (expected: "
                            + TraceHeader.VERSION + ")");
        }
        TraceHeader header = parse(TraceJson.HEADER, 1, line, TraceHeader.class);
        Set<String> names = new HashSet<>();
        for (@Nullable Device device : header.devices()) {
            if (device == null) {
                throw at(1, "devices: null (expected: name, driver and features)");
            }
            if (!names.add(device.name())) {
                throw at(1, "devices: \"" + device.name() + "\" twice (expected: a name of its own for each)");
            }
            if (!Set.of(1, 3, 5, 7).contains(device.features())) {
                throw at(1, "features: " + device.features() + " (expected: 1, 3, 5 or 7)");
            }
        }
        return header;
    }

    private void checkEnd(int number, int lines, JsonNode end, int events) throws TraceFormatException {
        if (number != lines) {
            throw at(number + 1, "a line after the end of the trace");
        }
        if (!end.isInt() || end.intValue() != events) {
            throw at(number, "end: " + end + " (expected: " + events + ", the number of events)");
        }
    }

    /** They become constants of the specification, so that nothing else may be in them. */
    private void checkErrno(int number, JsonNode errno) throws TraceFormatException {
        if (errno.isTextual() && !ERRNO.matcher(errno.textValue()).matches()) {
            throw at(number, "errno: " + errno + " (expected: 0 or a name, EINVAL for one)");
        }
    }

    /** A state by name; a number only if it is that of none, so that no state is mistaken for one. */
    private void checkRequested(int number, String requested) throws TraceFormatException {
        boolean named = Arrays.stream(MigrationState.values())
                .anyMatch(state -> state.name().equals(requested));
        boolean other = NUMBER.matcher(requested).matches()
                && Long.parseLong(requested) <= 0xffff_ffffL
                && MigrationState.of((int) Long.parseLong(requested)).isEmpty();
        if (!named && !other) {
            throw at(number, "requested: \"" + requested + "\" (expected: a state's name, or a number from 8 on)");
        }
    }

    private JsonNode object(int number, String line) throws TraceFormatException {
        if (line.isBlank()) {
            throw at(number, "an empty line");
        }
        JsonNode node = parse(TraceJson.TREE.forType(JsonNode.class), number, line, JsonNode.class);
        if (!node.isObject()) {
            throw at(number, "is no JSON object");
        }
        return node;
    }

    private <T> T parse(ObjectReader reader, int number, String line, Class<T> type) throws TraceFormatException {
        try {
            return type.cast(reader.readValue(line));
        } catch (JsonProcessingException e) {
            throw at(number, describe(e));
        }
    }

    /** Jackson's words, without its classes and settings, which mean nothing to the user. */
    private static String describe(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field \"" + unknown.getPropertyName() + "\"";
        } else if (e instanceof InvalidTypeIdException kind) {
            return kind.getTypeId() == null
                    ? "field \"event\" is missing"
                    : "unknown event \"" + kind.getTypeId() + "\"";
        }
        String message = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
        return StringUtils.substringBefore(
                StringUtils.substringBefore(StringUtils.substringBefore(message, " (index"), " (for "), " (but ");
    }

    private TraceFormatException at(int line, String reason) {
        return new TraceFormatException(file + ":" + line, reason);
    }
}
