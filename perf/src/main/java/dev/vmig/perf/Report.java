package dev.vmig.perf;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Prints results: each work with its rivals, and the targets. */
final class Report {
    private final Results results;
    private final Table table;

    private Report(Results results, Table table) {
        this.results = results;
        this.table = table;
    }

    /** All of it as text. */
    static String of(Results results, boolean markdown) {
        StringWriter text = new StringWriter();
        new Report(results, new Table(markdown)).print(new PrintWriter(text), markdown ? "- " : "  ");
        return text.toString();
    }

    private void print(PrintWriter out, String bullet) {
        for (Map.Entry<String, String> fact : results.machine().entrySet()) {
            out.println(bullet + fact.getKey() + ": " + fact.getValue());
        }
        Effort effort = results.effort();
        out.printf(
                "%smeasured: %d rounds of %d iterations of %d ms, after %d of %d ms; medians%n%n",
                bullet,
                effort.rounds(),
                effort.iterations(),
                effort.iterationMillis(),
                effort.warmups(),
                effort.warmupMillis());
        targets().print(out);
        out.println();
        rivals().print(out);
    }

    /** Each rival, its time, and how many times that of the project's code this is. */
    private Table rivals() {
        Table rows = table.begin("work", "rival", "ns/op", "of vmig", "B/op");
        for (Work work : Work.ALL) {
            String title = work.title();
            Set<String> rivals = results.rivals(work);
            Set<String> ours = Set.of(rivals.contains(Work.OURS) ? Work.OURS : "ACCEPTED");
            for (String rival : rivals) {
                rows.row(
                        title,
                        Names.of(rival),
                        time(results.nanoseconds(work, rival).orElse(Double.NaN)),
                        number(results.ratio(work, rival, ours)),
                        rival.startsWith(Measurement.C) ? "" : bytes(results.bytes(work, rival)));
                title = "";
            }
        }
        return rows;
    }

    /** The targets, met or missed. */
    private Table targets() {
        Table rows = table.begin("work", "target", "measured", "verdict");
        for (Target target : Target.ALL) {
            OptionalDouble measured = target.measured(results);
            rows.row(target.work().title(), target.text(), number(measured), verdict(target, measured));
        }
        List<String> allocating = new ArrayList<>();
        for (Target target : Target.allocation()) {
            OptionalDouble measured = target.measured(results);
            if (measured.isPresent() && !target.isMet(measured.getAsDouble())) {
                allocating.add(target.work().title() + " " + bytes(measured));
            }
        }
        rows.row(
                "all",
                "less than 1 B allocated",
                allocating.isEmpty() ? "less" : String.join("; ", allocating),
                allocating.isEmpty() ? "met" : "MISSED");
        return rows;
    }

    private static String verdict(Target target, OptionalDouble measured) {
        if (measured.isEmpty()) {
            return "not measured";
        }
        return target.isMet(measured.getAsDouble()) ? "met" : "MISSED";
    }

    private static String number(OptionalDouble ratio) {
        if (ratio.isEmpty()) {
            return "";
        }
        double value = ratio.getAsDouble();
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    private static String bytes(OptionalDouble bytes) {
        double value = bytes.orElse(0);
        return value < 1 ? "0" : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String time(double nanoseconds) {
        return String.format(Locale.ROOT, nanoseconds < 100 ? "%.2f" : "%,.0f", nanoseconds);
    }
}
