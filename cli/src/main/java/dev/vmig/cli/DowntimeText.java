package dev.vmig.cli;

import dev.vmig.vmm.downtime.DowntimeComparison;
import dev.vmig.vmm.downtime.DowntimeFigures;
import dev.vmig.vmm.downtime.DowntimeGrid;
import dev.vmig.vmm.downtime.DowntimeGrid.Axis;
import dev.vmig.vmm.downtime.DowntimeScenario;
import dev.vmig.vmm.downtime.Scheme;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The text report of the comparison: a table for each axis, where pre-copy pays, and the targets last. */
final class DowntimeText {
    private static final double MAPPED_RATE = 0.1;

    private static final List<String> HEAD = List.of(
            "", "none", "Linux", "partial", "Linux", "partial", "none", "Linux", "partial", "none", "Linux", "partial",
            "partial");

    private DowntimeText() {}

    static void print(PrintWriter out, DowntimeReport report) {
        out.println(
                "Downtime in ms, total time in s, state sent in KiB: without pre-copy, with pre-copy as in Linux, with"
                        + " partial images.");
        out.println("Less: downtime against no pre-copy, in percent. Changed: parts sent in the downtime, in percent.");
        for (Axis axis : Axis.values()) {
            out.println();
            printAxis(out, axis, report);
        }
        out.println();
        printMap(out, report);
        out.println();
        printAims(out, report);
    }

    private static void printAxis(PrintWriter out, Axis axis, DowntimeReport report) {
        out.println("Over " + axis.title() + "; else " + where(DowntimeGrid.base(axis)) + ".");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "downtime", "", "", "less", "", "total", "", "", "sent", "", "", "changed"));
        rows.add(HEAD);
        for (DowntimeComparison comparison : report.along().getOrDefault(axis, List.of())) {
            List<String> row = new ArrayList<>();
            row.add(plain(axis.of(comparison.scenario())));
            for (Scheme scheme : Scheme.values()) {
                row.add(millis(comparison.of(scheme).downtime()));
            }
            row.add(percent(comparison.reduction(Scheme.LINUX)));
            row.add(percent(comparison.reduction(Scheme.PARTIAL)));
            for (Scheme scheme : Scheme.values()) {
                row.add(seconds(comparison.of(scheme).total()));
            }
            for (Scheme scheme : Scheme.values()) {
                row.add(kibibytes(comparison.of(scheme)));
            }
            row.add(percent(comparison.of(Scheme.PARTIAL).changedShare()));
            rows.add(row);
        }
        Columns.print(out, rows);
    }

    /** Prints the reduction of downtime by state, queue pairs and link, at one rate of changes. */
    private static void printMap(PrintWriter out, DowntimeReport report) {
        List<DowntimeComparison> grid = report.grid().stream()
                .filter(comparison -> comparison.scenario().changesPerSecond() == MAPPED_RATE)
                .toList();
        out.println("Where pre-copy pays: less downtime in percent, as in Linux / with partial images, "
                + plain(MAPPED_RATE) + " changes of a part per second.");
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("queue pairs", "Gbit/s"));
        TreeSet<Integer> states = new TreeSet<>();
        grid.forEach(comparison -> states.add(comparison.scenario().stateBytes()));
        states.forEach(state -> head.add(bytes(state)));
        rows.add(head);
        for (DowntimeComparison first : grid) {
            DowntimeScenario scenario = first.scenario();
            if (scenario.stateBytes() == states.first()) {
                List<String> row = new ArrayList<>(
                        List.of(String.valueOf(scenario.queuePairs()), String.valueOf(scenario.gigabits())));
                states.forEach(state -> row.add(less(grid, scenario.withStateBytes(state))));
                rows.add(row);
            }
        }
        Columns.print(out, rows);
    }

    private static String less(List<DowntimeComparison> grid, DowntimeScenario scenario) {
        return grid.stream()
                .filter(comparison -> comparison.scenario().equals(scenario))
                .findFirst()
                .map(comparison -> String.format(
                        Locale.ROOT,
                        "%.0f / %.0f",
                        100 * comparison.reduction(Scheme.LINUX),
                        100 * comparison.reduction(Scheme.PARTIAL)))
                .orElse("-");
    }

    private static void printAims(PrintWriter out, DowntimeReport report) {
        List<DowntimeComparison> realistic = report.realistic();
        List<DowntimeComparison> mostly = report.mostlyUnchanged();
        long better = mostly.stream()
                .filter(comparison -> comparison.ratioToBest() < 1)
                .count();
        DowntimeComparison worst = report.worst();
        DowntimeComparison longest = report.longest();
        out.println("calibration: " + percent(report.calibration())
                + " % less downtime with pre-copy as in Linux (aim: 70 to 75)");
        out.println("realistic, " + realistic.size() + " scenarios: with partial images "
                + range(realistic, comparison -> 100 * comparison.reduction(Scheme.PARTIAL))
                + " % less downtime (aim: 75 or more), total time "
                + range(realistic, comparison -> 100 * comparison.totalRatio(Scheme.PARTIAL) - 100)
                + " % more (aim: 5 or less); as in Linux "
                + range(realistic, comparison -> 100 * comparison.reduction(Scheme.LINUX)) + " % less downtime");
        out.println("grid, " + report.grid().size() + " scenarios: fewer than half of the parts change in "
                + mostly.size() + ", and partial images have the least downtime in " + better + " of these (aim: all)");
        out.println("worst downtime against the better of the others: " + three(worst.ratioToBest()) + " at "
                + where(worst.scenario()) + "; "
                + percent(worst.of(Scheme.PARTIAL).changedShare())
                + " % of the parts changed");
        out.println("worst total time against no pre-copy: " + three(longest.totalRatio(Scheme.PARTIAL)) + " at "
                + where(longest.scenario()) + "; as in Linux " + three(longest.totalRatio(Scheme.LINUX)));
    }

    private static String range(List<DowntimeComparison> all, ToDoubleFunction<DowntimeComparison> number) {
        return percentOf(all.stream().mapToDouble(number).min().orElseThrow()) + " to "
                + percentOf(all.stream().mapToDouble(number).max().orElseThrow());
    }

    private static String where(DowntimeScenario scenario) {
        return bytes(scenario.stateBytes()) + ", " + scenario.queuePairs()
                + (scenario.queuePairs() == 1 ? " queue pair, " : " queue pairs, ")
                + plain(scenario.changesPerSecond()) + " changes of a part per second, " + scenario.gigabits()
                + " Gbit/s";
    }

    /** Whole KiB or MiB. */
    static String bytes(int bytes) {
        return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static String percent(double share) {
        return percentOf(100 * share);
    }

    private static String percentOf(double percent) {
        return String.format(Locale.ROOT, "%.1f", percent);
    }

    private static String three(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }

    private static String kibibytes(DowntimeFigures figures) {
        return String.format(Locale.ROOT, "%.1f", figures.streamBytes() / 1024.0);
    }
}
