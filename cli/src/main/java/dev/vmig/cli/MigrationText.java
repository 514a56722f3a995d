package dev.vmig.cli;

import dev.vmig.cli.MigrationTally.End;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.MigrationResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A migration for people: the timeline, the counts, and the summary last. */
final class MigrationText {
    private static final double NANOS_PER_MILLI = 1e6;

    private MigrationText() {}

    static void print(PrintWriter out, MigrationReport report) {
        printTimeline(out, report.result());
        out.println();
        printStates(out, report);
        out.println();
        printCommands(out, report.tally());
        out.println();
        printSummary(out, report);
    }

    private static void printTimeline(PrintWriter out, MigrationResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("time in ms", "host", "device", "what"));
        for (MigrationResult.Moment moment : result.timeline()) {
            rows.add(List.of(millis(moment.at()), moment.place(), moment.device(), moment.what()));
        }
        Columns.print(out, rows);
    }

    private static void printStates(PrintWriter out, MigrationReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("host", "device", "states walked"));
        for (End end : End.values()) {
            Map<List<MigrationState>, List<String>> devices = new LinkedHashMap<>();
            for (int vf = 0; vf < report.migration().vfs(); vf++) {
                devices.computeIfAbsent(report.tally().walked(name(end) + "/vf" + vf), walk -> new ArrayList<>())
                        .add("vf" + vf);
            }
            devices.forEach((walk, names) -> rows.add(List.of(
                    name(end),
                    label(names, report.migration().vfs()),
                    walk.stream().map(Enum::name).collect(Collectors.joining(" > ")))));
        }
        Columns.print(out, rows);
    }

    private static void printCommands(PrintWriter out, MigrationTally tally) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("admin commands", "source", "target"));
        Set<String> names = new TreeSet<>(tally.commands(End.SOURCE).keySet());
        names.addAll(tally.commands(End.TARGET).keySet());
        for (String name : names) {
            rows.add(List.of(name, count(tally, End.SOURCE, name), count(tally, End.TARGET, name)));
        }
        Columns.print(out, rows);
    }

    private static void printSummary(PrintWriter out, MigrationReport report) {
        MigrationResult result = report.result();
        report.record().ifPresent(file -> out.println("recorded    " + file));
        out.println("stream      " + result.streamBytes() + " bytes");
        out.println("memory      " + result.memoryBytes() + " bytes");
        out.println("total time  " + millis(result.total()) + " ms");
        out.println("downtime    " + millis(result.downtime()) + " ms");
        out.println(result.failure().map(reason -> "failed      " + reason).orElse("completed"));
    }

    private static String count(MigrationTally tally, End end, String name) {
        return String.valueOf(tally.commands(end).getOrDefault(name, 0));
    }

    private static String label(List<String> names, int vfs) {
        return names.size() > 1 && names.size() == vfs ? "all " + vfs + " VFs" : String.join(", ", names);
    }

    private static String name(End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / NANOS_PER_MILLI);
    }
}
