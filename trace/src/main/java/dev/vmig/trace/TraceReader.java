package dev.vmig.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.TraceHeader.Device;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Reads a trace, event by event. A violation of the format throws a {@link TraceFormatException} with the line. */
public final class TraceReader {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern ERRNO = Pattern.compile("0|E[A-Z0-9]+");

    /** Fields that are optional in version 2 and not allowed in version 1. */
    private static final List<String> OPTIONAL = List.of("caller", "to", "state");

    private static final Set<String> NEW_EVENTS =
            Set.of("get_state", "get_state_done", "read_done", "close", "close_done", TraceEvent.READ_AT_ONCE);

    private final TextLines lines;
    private final TraceHeader header;
    private final Set<String> devices;
    private int events;
    private boolean complete;

    private TraceReader(TextLines lines) throws IOException {
        this.lines = lines;
        if (!lines.next()) {
            throw new TraceFormatException(lines.name(), "is empty (expected: a trace)");
        }
        this.header = readHeader();
        this.devices = header.devices().stream().map(Device::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the header. */
    public static TraceReader open(TextLines lines) throws IOException {
        return new TraceReader(lines);
    }

    /**
     * Reads a whole trace.
     *
     * @param file its name, for messages
     * @param text its content
     */
    public static Trace read(String file, String text) throws TraceFormatException {
        try (TextLines lines = TextLines.of(file, text)) {
            return readAll(open(lines));
        } catch (TraceFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory", e);
        }
    }

    /** Reads the remaining events. */
    public static Trace readAll(TraceReader reader) throws IOException {
        List<Trace.Line> events = new ArrayList<>();
        for (Optional<Trace.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            events.add(line.get());
        }
        return new Trace(reader.header, events, reader.complete);
    }

    /** The first line. */
    public TraceHeader header() {
        return header;
    }

    /** The number of events read. */
    public int events() {
        return events;
    }

    /** Whether the closing line has been read; without it the run was cut off. */
    public boolean complete() {
        return complete;
    }

    /** The next event; empty at the end. */
    public Optional<Trace.Line> next() throws IOException {
        if (complete || !lines.next()) {
            return Optional.empty();
        }
        ObjectNode object = object();
        JsonNode end = object.path("end");
        if (!end.isMissingNode()) {
            checkEnd(end);
            complete = true;
            return Optional.empty();
        }
        int number = Math.toIntExact(lines.number());
        TraceEvent event = event(object);
        if (!devices.contains(event.device())) {
            throw at("device: \"" + event.device() + "\" (expected: one of the header's, " + devices + ")");
        }
        events++;
        return Optional.of(new Trace.Line(number, event));
    }

    private TraceEvent event(ObjectNode object) throws TraceFormatException {
        String name = object.path("event").asText();
        if (header.vmigTrace() == 1) {
            if (NEW_EVENTS.contains(name)) {
                throw at("unknown event \"" + name + "\"");
            } else if (name.equals("read")) {
                object.put("event", TraceEvent.READ_AT_ONCE);
            }
            for (String field : List.of("caller", "to")) {
                if (object.has(field)) {
                    throw at("unknown field \"" + field + "\"");
                }
            }
        } else if (name.equals(TraceEvent.READ_AT_ONCE)) {
            throw at("unknown event \"" + name + "\"");
        }
        JsonNode errno = object.path("errno");
        complete(name, object);
        TraceEvent event = parse(TraceMapper.EVENT, object, TraceEvent.class);
        checkErrno(errno);
        if (event instanceof TraceEvent.SetState asked) {
            checkRequested(asked.requested());
        } else if (event instanceof TraceEvent.Dma dma) {
            checkDestination(dma.to());
        }
        return event;
    }

    /** Adds empty values for fields that version 2 omits or version 1 lacks. */
    private void complete(String name, ObjectNode object) {
        boolean call = !Set.of("command", "completion", "function_reset", "doorbell", "dma", "interrupt", "bus_quiet")
                        .contains(name)
                && !object.path("event").asText().equals(TraceEvent.READ_AT_ONCE);
        for (String field : OPTIONAL) {
            boolean has = switch (field) {
                case "caller" -> call;
                case "to" -> name.equals("dma") && header.vmigTrace() == 1;
                default -> header.vmigTrace() > 1 && (name.equals("set_state_done") || name.equals("get_state_done"));
            };
            if (has && !object.has(field)) {
                object.put(field, "");
            }
        }
    }

    private TraceHeader readHeader() throws TraceFormatException {
        ObjectNode object = object();
        JsonNode version = object.path("vmigTrace");
        if (!version.isInt() || !TraceHeader.VERSIONS.contains(version.intValue())) {
            throw at("vmigTrace: " + (version.isMissingNode() ? "missing" : version) + " (expected: "
                    + TraceHeader.VERSIONS.stream().map(String::valueOf).collect(Collectors.joining(" or ")) + ")");
        }
        for (JsonNode device : object.path("devices")) {
            if (device instanceof ObjectNode fields) {
                if (version.intValue() == 1 && fields.has("vm")) {
                    throw at("unknown field \"vm\"");
                } else if (!fields.has("vm")) {
                    fields.put("vm", "");
                }
            }
        }
        TraceHeader read = parse(TraceMapper.HEADER, object, TraceHeader.class);
        Set<String> names = new HashSet<>();
        for (@Nullable Device device : read.devices()) {
            if (device == null) {
                throw at("devices: null (expected: name, driver and features)");
            }
            if (!names.add(device.name())) {
                throw at("devices: \"" + device.name() + "\" twice (expected: a name of its own for each)");
            }
            if (!Set.of(1, 3, 5, 7).contains(device.features())) {
                throw at("features: " + device.features() + " (expected: 1, 3, 5 or 7)");
            }
        }
        return read;
    }

    private void checkEnd(JsonNode end) throws IOException {
        if (!end.isInt() || end.intValue() != events) {
            throw at("end: " + end + " (expected: " + events + ", the number of events)");
        }
        if (lines.next()) {
            throw at("a line after the end of the trace");
        }
    }

    /** Errnos become constants of the specification, so that only names are allowed. */
    private void checkErrno(JsonNode errno) throws TraceFormatException {
        if (errno.isTextual() && !ERRNO.matcher(errno.textValue()).matches()) {
            throw at("errno: " + errno + " (expected: 0 or a name, EINVAL for one)");
        }
    }

    /** Requires a state by name, and a number only if it is not a state. */
    private void checkRequested(String requested) throws TraceFormatException {
        boolean named = Arrays.stream(MigrationState.values())
                .anyMatch(state -> state.name().equals(requested));
        boolean other = NUMBER.matcher(requested).matches()
                && Long.parseLong(requested) <= 0xffff_ffffL
                && MigrationState.of((int) Long.parseLong(requested)).isEmpty();
        if (!named && !other) {
            throw at("requested: \"" + requested + "\" (expected: a state's name, or a number from 8 on)");
        }
    }

    private void checkDestination(String to) throws TraceFormatException {
        if (!to.isEmpty() && !to.equals(TraceEvent.MEMORY) && !devices.contains(to)) {
            throw at("to: \"" + to + "\" (expected: memory or a device of the header, " + devices + ")");
        }
    }

    private ObjectNode object() throws TraceFormatException {
        if (lines.isCut()) {
            throw at("the file ends in the middle of this line");
        }
        String line = lines.text();
        if (line.isBlank()) {
            throw at("an empty line");
        }
        try {
            if (TraceMapper.TREE.readTree(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw at(describe(e));
        }
        throw at("is no JSON object");
    }

    private <T> T parse(ObjectReader reader, JsonNode node, Class<T> type) throws TraceFormatException {
        try {
            return reader.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw at(describe(e));
        }
    }

    /** Jackson's message without its classes and settings. */
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

    private TraceFormatException at(String reason) {
        return new TraceFormatException(lines.name() + ":" + lines.number(), reason);
    }
}
