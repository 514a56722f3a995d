package dev.vmig.trace.tlc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Begin;
import dev.vmig.trace.TraceEvent.Call;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The events of one device as a TLA+ module. Numbers are reduced to their sign, since the modules need no more. */
final class TraceData {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<TraceEvent> events;
    private final boolean complete;

    private TraceData(List<TraceEvent> events, boolean complete) {
        this.events = events;
        this.complete = complete;
    }

    /**
     * The text of {@code TraceData.tla}.
     *
     * @param complete whether the trace has its end
     * @param report with the departures that explain events
     */
    static String module(
            List<TraceEvent> events, FeatureSet features, int version, boolean complete, DeviceReport report) {
        String departures = report.departures().stream()
                .map(departed -> "<<" + departed.event() + ", "
                        + text(departed.departure().id()) + ">>")
                .collect(Collectors.joining(", ", "{", "}"));
        return "----- MODULE TraceData -----\n"
                + "TraceFeatures == " + set(SpecOracles.featureNames(features)) + "\n"
                + "TraceVersion == " + version + "\n"
                + "TraceDepartures == " + departures + "\n\n"
                + "Trace == <<\n"
                + String.join(",\n", new TraceData(events, complete).records())
                + "\n>>\n=====\n";
    }

    /** The text of {@code TraceData.tla} for the barrier: requests, resets and their answers, each with the event that began it. */
    static String barrier(List<TraceEvent> events) {
        List<String> records = new ArrayList<>();
        Map<String, Deque<Integer>> begun = new HashMap<>();
        for (TraceEvent event : events) {
            Map<String, String> fields = new TreeMap<>();
            fields.put("device", text(event.device()));
            if (event instanceof Begin begin) {
                begun.computeIfAbsent(key(event, begin.caller(), begin.call()), key -> new ArrayDeque<>())
                        .add(records.size() + 1);
                fields.put("kind", text(begin.call() == Call.RESET ? "reset" : "ask"));
                fields.put("requested", text(begin.argument()));
            } else if (event instanceof Answer answer) {
                Integer began = begun.getOrDefault(key(event, answer.caller(), answer.call()), new ArrayDeque<>())
                        .poll();
                boolean reset = answer.call() == Call.RESET;
                fields.put("began", began == null ? "0" : began.toString());
                fields.put("kind", text(reset ? "reset_done" : "answer"));
                SetStateDone done = event instanceof SetStateDone set ? set : null;
                fields.put("errno", text(done == null ? "0" : done.errno()));
                fields.put("state", text(done == null ? "RUNNING" : done.state()));
            }
            records.add(record(fields));
        }
        return "----- MODULE TraceData -----\nTrace == <<\n" + String.join(",\n", records) + "\n>>\n=====\n";
    }

    private static String key(TraceEvent event, String caller, Call call) {
        return event.device() + " " + caller + " " + call;
    }

    /** A set of strings. */
    static String set(Collection<String> values) {
        return new TreeSet<>(values).stream().map(TraceData::text).collect(Collectors.joining(", ", "{", "}"));
    }

    private List<String> records() {
        List<Boolean> apart = apart();
        boolean unbalanced = events.stream()
                        .filter(event -> isAnonymous(event, true))
                        .count()
                != events.stream().filter(event -> isAnonymous(event, false)).count();
        List<String> records = new ArrayList<>();
        int open = 0;
        for (int i = 0; i < events.size(); i++) {
            boolean begins = isAnonymous(events.get(i), true);
            boolean early = begins && open > 0 && complete && unbalanced;
            open += begins ? 1 : isAnonymous(events.get(i), false) ? -1 : 0;
            records.add(record(events.get(i), apart.get(i), early));
        }
        return records;
    }

    /** Marks the calls of several callers: those with a caller, and overlapping ones without. */
    private List<Boolean> apart() {
        List<Boolean> apart = new ArrayList<>();
        List<Integer> together = new ArrayList<>();
        int open = 0;
        int most = 0;
        for (TraceEvent event : events) {
            apart.add(event instanceof Begin begin && !begin.caller().isEmpty());
            if (isAnonymous(event, true)) {
                together.add(apart.size() - 1);
                open++;
                most = Math.max(most, open);
            } else if (isAnonymous(event, false)) {
                open--;
            }
            if (open <= 0) {
                open = 0;
                together.clear();
                most = 0;
            } else if (most > 1) {
                together.forEach(place -> apart.set(place, true));
            }
        }
        return apart;
    }

    private static boolean isAnonymous(TraceEvent event, boolean begins) {
        return begins
                ? event instanceof Begin begin && begin.caller().isEmpty() && begin.call() != Call.RESET
                : event instanceof Answer answer && answer.caller().isEmpty() && answer.call() != Call.RESET;
    }

    private static String record(TraceEvent event, boolean apart, boolean early) {
        Map<String, String> fields = new TreeMap<>();
        ObjectNode object = MAPPER.valueToTree(event);
        object.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
        fields.remove("at");
        fields.remove("device");
        fields.put("role", text("other"));
        if (event instanceof TraceEvent.Read) {
            fields.put("event", text("read"));
        } else if (event instanceof TraceEvent.Dma dma) {
            fields.put("to", text(dma.to()));
        } else if (event instanceof Begin begin) {
            call(fields, "begin", begin.call(), begin.caller());
            fields.put("apart", bool(apart));
            fields.put("early", bool(early));
        } else if (event instanceof Answer answer) {
            call(fields, "answer", answer.call(), answer.caller());
            fields.putIfAbsent("state", text(""));
        }
        if (event instanceof TraceEvent.WriteDone done) {
            fields.put(
                    "pending",
                    switch (done.pending()) {
                        case UNKNOWN -> "BOOLEAN";
                        case YES -> "{TRUE}";
                        case NO -> "{FALSE}";
                    });
        }
        return record(fields);
    }

    private static String record(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + " |-> " + field.getValue())
                .collect(Collectors.joining(", ", "    [", "]"));
    }

    private static void call(Map<String, String> fields, String role, Call call, String caller) {
        fields.put("role", text(role));
        fields.put("call", text(call.name().toLowerCase(Locale.ROOT)));
        fields.put("caller", text(caller));
    }

    private static String value(JsonNode value) {
        if (value.isBoolean()) {
            return bool(value.booleanValue());
        }
        return value.isNumber() ? String.valueOf(Long.signum(value.longValue())) : text(value.asText());
    }

    private static String bool(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** Escapes a string of the trace for TLA+. */
    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
