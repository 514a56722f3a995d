package dev.vmig.trace.tlc;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.walk.SpecOracles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The events of one device as a module of TLA+. Of numbers only as much is in it as any module asks for. */
final class TraceData {
    private TraceData() {}

    /** The text of {@code TraceData.tla}. */
    static String module(List<TraceEvent> events, FeatureSet features) {
        return "----- MODULE TraceData -----\n"
                + "TraceFeatures == " + set(SpecOracles.featureNames(features)) + "\n\n"
                + "Trace == <<\n"
                + events.stream().map(TraceData::record).collect(Collectors.joining(",\n"))
                + "\n>>\n=====\n";
    }

    /** A set of strings. */
    static String set(Collection<String> values) {
        return new TreeSet<>(values).stream().map(TraceData::text).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String record(TraceEvent event) {
        Map<String, String> fields = new TreeMap<>();
        String name = fields(event, fields);
        fields.put("event", text(name));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + " |-> " + field.getValue())
                .collect(Collectors.joining(", ", "    [", "]"));
    }

    private static String fields(TraceEvent event, Map<String, String> fields) {
        if (event instanceof TraceEvent.SetState e) {
            fields.put("requested", text(e.requested()));
            return "set_state";
        } else if (event instanceof TraceEvent.SetStateDone e) {
            fields.put("errno", text(e.errno()));
            fields.put("state", text(e.state()));
            fields.put("dataFile", bool(e.dataFile()));
            return "set_state_done";
        } else if (event instanceof TraceEvent.Read e) {
            fields.put("errno", text(e.errno()));
            fields.put("bytes", String.valueOf(e.bytes()));
            fields.put("length", String.valueOf(e.length()));
            return "read";
        } else if (event instanceof TraceEvent.Write) {
            return "write";
        } else if (event instanceof TraceEvent.WriteDone e) {
            fields.put("errno", text(e.errno()));
            fields.put(
                    "pending",
                    e.pending() == Pending.UNKNOWN ? "BOOLEAN" : "{" + bool(e.pending() == Pending.YES) + "}");
            return "write_done";
        } else if (event instanceof TraceEvent.DataSize) {
            return "data_size";
        } else if (event instanceof TraceEvent.DataSizeDone e) {
            fields.put("errno", text(e.errno()));
            return "data_size_done";
        } else if (event instanceof TraceEvent.PrecopyInfo) {
            return "precopy_info";
        } else if (event instanceof TraceEvent.PrecopyInfoDone e) {
            fields.put("errno", text(e.errno()));
            return "precopy_info_done";
        } else if (event instanceof TraceEvent.Reset) {
            return "reset";
        } else if (event instanceof TraceEvent.ResetDone e) {
            fields.put("state", text(e.state()));
            return "reset_done";
        } else if (event instanceof TraceEvent.Command e) {
            fields.put("command", text(e.command()));
            return "command";
        } else if (event instanceof TraceEvent.Completion e) {
            fields.put("command", text(e.command()));
            fields.put("errno", text(e.errno()));
            fields.put("nothing", bool(e.bytes() == 0));
            return "completion";
        } else if (event instanceof TraceEvent.FunctionReset) {
            return "function_reset";
        } else if (event instanceof TraceEvent.Doorbell) {
            return "doorbell";
        } else if (event instanceof TraceEvent.Dma) {
            return "dma";
        } else if (event instanceof TraceEvent.Interrupt) {
            return "interrupt";
        } else if (event instanceof TraceEvent.BusQuiet) {
            return "bus_quiet";
        }
        throw new AssertionError(event);
    }

    private static String bool(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** What a trace may say between its quotes, TLA+ may not. */
    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
