package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.spec.Model;
import dev.vmig.spec.ModelResult;
import dev.vmig.trace.tables.RecordingReport.Finding;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** The report of {@code vmig check} for people: what is wrong first, the table at the end, the summary last. */
final class CheckText {
    private static final String ROW = "%-28s %9s %6s %8s  %-4s %s%n";

    private CheckText() {}

    /** Prints it; counterexamples that must be found are shown only if asked for. */
    static void print(PrintWriter out, CheckReport report, boolean allCounterexamples) {
        report.models().forEach(model -> {
            if (!model.outcome().isAsItMust() || allCounterexamples) {
                printDetails(out, model);
            }
        });
        report.table().ifPresent(table -> {
            table.cells().differences().forEach(out::println);
            table.arcs().differences().forEach(out::println);
        });
        report.migration().ifPresent(migration -> printDetails(out, migration));
        report.recordings().forEach(recording -> printDetails(out, recording));
        printTable(out, report);
        out.println(summary(report));
    }

    private static void printDetails(PrintWriter out, CheckedModel checked) {
        ModelResult result = checked.outcome().result();
        if (!result.counterexample().isEmpty()) {
            out.println(checked.outcome().model().name() + ": " + result.violated() + " is violated:");
            CounterexampleText.of(result.counterexample()).forEach(out::println);
            checked.falseParts().forEach(part -> out.println("     false: " + part));
            out.println();
        } else if (!checked.outcome().isAsItMust()) {
            checked.outcome()
                    .objections()
                    .forEach(objection -> out.println(checked.outcome().model().name() + ": " + objection));
            out.println();
        }
    }

    private static void printDetails(PrintWriter out, Migration migration) {
        migration.result().failure().ifPresent(failure -> out.println("migration failed: " + failure));
        for (DeviceReport device : migration.trace().devices()) {
            device.rejected()
                    .ifPresent(place -> out.println("migration: " + device.name() + ": event " + (place.line() - 1)
                            + ": " + place.rejection()));
        }
    }

    private static void printDetails(PrintWriter out, Recording recording) {
        for (Finding finding : recording.report().findings()) {
            if (finding.verdict() == Verdict.REJECTED) {
                out.println(recording.name() + ": " + finding.row() + ": " + finding.explanation());
            }
        }
    }

    private static void printTable(PrintWriter out, CheckReport report) {
        out.println(
                ROW.formatted("check", "distinct", "depth", "seconds", "", "").stripTrailing());
        report.models().forEach(model -> printRow(out, model.outcome()));
        report.table().ifPresent(table -> printRow(out, table));
        report.migration().ifPresent(migration -> printRow(out, migration));
        report.recordings().forEach(recording -> printRow(out, recording));
        out.println();
    }

    private static void printRow(PrintWriter out, Model.Outcome outcome) {
        ModelResult result = outcome.result();
        Model model = outcome.model();
        String says = outcome.isAsItMust()
                ? (model.mustHold() ? "holds: " : "violates " + model.mustViolate() + ", as it must: ") + model.shows()
                : String.join("; ", outcome.objections());
        out.printf(
                Locale.ROOT,
                ROW,
                model.name(),
                result.progress().distinct(),
                result.progress().depth(),
                seconds(result.elapsed()),
                mark(outcome.isAsItMust()),
                says);
    }

    private static void printRow(PrintWriter out, Comparison table) {
        int differences =
                table.cells().differences().size() + table.arcs().differences().size();
        printRow(
                out,
                "table",
                table.elapsed(),
                table.agrees(),
                "%d cells and %d arcs compared with the Java table, %d differ"
                        .formatted(table.cells().compared(), table.arcs().compared(), differences));
    }

    private static void printRow(PrintWriter out, Migration migration) {
        String says = migration.result().failure().map(failure -> "failed").orElse("completed")
                + ", downtime " + migration.result().downtime().toNanos() / 1_000 + " us (simulated); its trace of "
                + migration.trace().events() + " events "
                + (migration.trace().holds() ? "is a behaviour of the spec" : "is not a behaviour of the spec");
        printRow(out, "migration", migration.elapsed(), migration.holds(), says);
    }

    private static void printRow(PrintWriter out, Recording recording) {
        printRow(
                out,
                recording.report().table().virtio() ? "recording of vfio-virtio" : "recording of mtty",
                recording.elapsed(),
                recording.report().holds(),
                "%d rows hold, %d known quirks, %d not applicable, %d rejected (%s)"
                        .formatted(
                                recording.report().count(Verdict.HOLDS),
                                recording.report().count(Verdict.QUIRK),
                                recording.report().count(Verdict.NOT_APPLICABLE),
                                recording.report().count(Verdict.REJECTED),
                                recording.name()));
    }

    private static void printRow(PrintWriter out, String name, Duration elapsed, boolean good, String says) {
        out.printf(Locale.ROOT, ROW, name, "", "", seconds(elapsed), mark(good), says);
    }

    private static String mark(boolean good) {
        return good ? "ok" : "FAIL";
    }

    private static String seconds(Duration elapsed) {
        return "%.1f".formatted(elapsed.toMillis() / 1000.0);
    }

    private static String summary(CheckReport report) {
        return switch (report.exitCode()) {
            case ExitCode.HOLDS -> "All of it holds.";
            case ExitCode.DOES_NOT_HOLD -> "It does not hold; see FAIL above.";
            default -> "Inconclusive; see FAIL above.";
        };
    }
}
