package dev.vmig.cli;

import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.TraceResult.CheckedTable;
import dev.vmig.cli.TraceResult.CheckedTrace;
import dev.vmig.cli.TraceResult.Unreadable;
import dev.vmig.trace.tables.RecordedRow;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.tables.RecordingReport.Finding;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import dev.vmig.trace.walk.TraceReport.Place;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text report of {@code vmig trace}: each input with its faults, the summary last. */
final class TraceText {
    private static final String INDENT = "  ";

    private TraceText() {}

    /**
     * The options of the report.
     *
     * @param strict whether departures fail too
     * @param complete whether unjudged contents make it inconclusive
     * @param explain whether each event of a log of QEMU is printed with the states after it
     * @param verbose whether each kind of event is
     */
    record Options(boolean strict, boolean complete, boolean explain, boolean verbose) {}

    static void print(PrintWriter out, List<TraceResult> results, Options options, TraceResult.Verdict verdict) {
        boolean strict = options.strict();
        boolean complete = options.complete();
        for (TraceResult result : results) {
            if (result instanceof CheckedTable table) {
                printTable(out, table.report(), table.file());
            } else if (result instanceof CheckedTrace trace) {
                printTrace(out, trace);
            } else if (result instanceof CheckedQemu qemu) {
                QemuText.print(out, qemu, summary(result, options), options);
            } else if (result instanceof CheckedMigration migration) {
                QemuText.print(out, migration, summary(result, options), options);
            }
        }
        if (results.size() > 1) {
            List<List<String>> rows = new ArrayList<>();
            results.forEach(result -> rows.add(
                    List.of(result.file(), words(result.verdict(strict, complete), result, strict), counts(result))));
            Columns.print(out, rows);
            out.println();
            out.println(results.size() + " files: " + wordsOfAll(verdict));
        } else if (!(results.get(0) instanceof Unreadable)) {
            out.println(summary(results.get(0), options));
        }
    }

    /** The last line of the text. */
    static String summary(TraceResult result, Options options) {
        return result.file() + ": "
                + words(result.verdict(options.strict(), options.complete()), result, options.strict()) + ", "
                + counts(result);
    }

    private static void printTable(PrintWriter out, RecordingReport report, String file) {
        List<Finding> notable = report.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.QUIRK || finding.verdict() == Verdict.REJECTED)
                .toList();
        if (notable.isEmpty()) {
            return;
        }
        out.println(file + ": state table" + (report.table().virtio() ? " of vfio-virtio" : "") + ", features "
                + report.table().features().flags());
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : notable) {
            RecordedRow row = finding.row();
            rows.add(List.of(
                    INDENT + "line " + row.line(),
                    row.current() + " (" + row.variant() + ") > " + row.requested(),
                    finding.verdict() == Verdict.QUIRK ? finding.quirk() : "REJECTED",
                    finding.explanation()));
        }
        Columns.print(out, rows);
        out.println();
    }

    private static void printTrace(PrintWriter out, CheckedTrace trace) {
        out.println(trace.file() + ": trace");
        List<List<String>> rows = new ArrayList<>();
        for (DeviceReport device : trace.report().devices()) {
            rows.add(List.of(
                    INDENT + device.name(),
                    String.valueOf(device.accepted()),
                    "events accepted" + (device.rejected().isPresent() ? ", then REJECTED" : "")));
        }
        Columns.print(out, rows);
        for (DeviceReport device : trace.report().devices()) {
            device.departures()
                    .forEach(departed -> out.println(INDENT + "line " + departed.line() + ": " + device.name()
                            + ": " + departed.departure().id() + ", "
                            + departed.departure().words() + ": "
                            + departed.rejection()));
            device.rejected().ifPresent(place -> out.println(INDENT + at(device, place)));
            device.givenUp()
                    .ifPresent(reason -> out.println(
                            INDENT + device.name() + ": the search was stopped, no verdict from there on: " + reason));
        }
        trace.report()
                .barriers()
                .forEach(breach -> out.println(INDENT + "line " + breach.line()
                        + ": REJECTED: the barrier between the devices of VM " + breach.vm() + ": " + breach.reason()));
        trace.report().notes().forEach(note -> out.println(INDENT + "not judged: " + note));
        trace.second().forEach(opinion -> out.println(INDENT + opinion));
        out.println();
    }

    private static String at(DeviceReport device, Place place) {
        return "line " + place.line() + ": " + device.name() + ": REJECTED: " + place.rejection()
                + (place.with().isEmpty()
                        ? ""
                        : "; no order of the calls explains it together with the answers on lines " + place.with());
    }

    /** What was checked. */
    static String counts(TraceResult result) {
        if (result instanceof CheckedTable table) {
            return counts(table.report());
        } else if (result instanceof CheckedTrace trace) {
            long rejected = trace.report().devices().stream()
                    .filter(device -> device.rejected().isPresent())
                    .count();
            String departures = trace.report().devices().stream()
                    .flatMap(device -> device.departures().stream())
                    .collect(Collectors.groupingBy(
                            departed -> departed.departure().id(), TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(count -> ", " + count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining());
            return trace.report().events() + " events accepted" + departures
                    + (rejected == 0 ? "" : ", " + rejected + (rejected == 1 ? " device" : " devices") + " rejected");
        } else if (result instanceof CheckedQemu qemu) {
            return QemuText.counts(qemu.report());
        } else if (result instanceof CheckedMigration migration) {
            int steps = migration.report().migrations().stream()
                    .mapToInt(it -> it.order().size())
                    .sum();
            return steps + " steps of both ends in order";
        }
        return "";
    }

    private static String counts(RecordingReport report) {
        Map<String, Long> quirks = report.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.QUIRK)
                .collect(Collectors.groupingBy(Finding::quirk, TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder(report.count(Verdict.HOLDS) + " rows hold");
        quirks.forEach(
                (quirk, count) -> text.append(", ").append(count).append(' ').append(quirk));
        if (report.count(Verdict.NOT_APPLICABLE) > 0) {
            text.append(", ").append(report.count(Verdict.NOT_APPLICABLE)).append(" not applicable");
        }
        return text.append(", ")
                .append(report.count(Verdict.REJECTED))
                .append(" rejected")
                .toString();
    }

    /** The verdict on one result, marked if only strictness causes it. */
    private static String words(TraceResult.Verdict verdict, TraceResult result, boolean strict) {
        boolean onlyStrictly =
                strict && verdict == TraceResult.Verdict.DOES_NOT_HOLD && result.verdict(false) != verdict;
        boolean unjudged = verdict == TraceResult.Verdict.INCOMPLETE && result.verdict(false) != verdict;
        return verdict.words() + (onlyStrictly ? " (strict)" : "") + (unjudged ? " (not all was judged)" : "");
    }

    /** The verdict on several. */
    static String wordsOfAll(TraceResult.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "all hold";
            case INCOMPLETE -> "hold so far, not all are complete";
            case DOES_NOT_HOLD -> "not all hold";
            case UNREADABLE -> "not all can be read";
        };
    }
}
