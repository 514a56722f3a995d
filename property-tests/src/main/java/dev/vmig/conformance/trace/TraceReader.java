package dev.vmig.conformance.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.vmig.conformance.trace.TraceHeader.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** Reads traces. */
public final class TraceReader {
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
            JsonNode end = parse(TraceJson.TREE.forType(JsonNode.class), number, line, JsonNode.class)
                    .path("end");
            if (!end.isMissingNode()) {
                checkEnd(number, lines.size(), end, events.size());
                return new Trace(header, events, true);
            }
            TraceEvent event = parse(TraceJson.EVENT, number, line, TraceEvent.class);
            if (!devices.contains(event.device())) {
                throw at(number, "device: \"" + event.device() + "\" (expected: one of the header's, " + devices + ")");
            }
            events.add(new Trace.Line(number, event));
        }
        return new Trace(header, events, false);
    }

    private TraceHeader header(String line) throws TraceFormatException {
        JsonNode version = parse(TraceJson.TREE.forType(JsonNode.class), 1, line, JsonNode.class)
                .path("vmigTrace");
        if (!version.isInt() || version.intValue() != TraceHeader.VERSION) {
            throw at(
                    1,
                    "vmigTrace: " + (version.isMissingNode() ? "missing" : version) + " (expected: "
                            + TraceHeader.VERSION + ")");
        }
        TraceHeader header = parse(TraceJson.HEADER, 1, line, TraceHeader.class);
        for (Device device : header.devices()) {
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
        if (end.asInt(-1) != events) {
            throw at(number, "end: " + end + " (expected: " + events + ", the number of events)");
        }
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
        return StringUtils.substringBefore(StringUtils.substringBefore(message, " (index"), " (for ");
    }

    private TraceFormatException at(int line, String reason) {
        return new TraceFormatException(file + ":" + line, reason);
    }
}
