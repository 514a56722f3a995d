package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.page.LanesText;
import dev.vmig.spec.ModelResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The text report of {@code vmig check}: faults first, then the table, the summary last. */
final class CheckText {
    private static final String ROW = "%-28s %9s %6s %8s  %-4s %s";

    static final String HEADING =
            ROW.formatted("check", "distinct", "depth", "seconds", "", "").stripTrailing();

    private CheckText() {}

    /**
     * The options of the report.
     *
     * @param allCounterexamples whether to print expected counterexamples too
     * @param tableIsShown whether the rows of the table are already printed
     * @param lanes whether counterexamples are drawn in lanes
     */
    record Options(boolean allCounterexamples, boolean tableIsShown, boolean lanes) {}

    static void print(PrintWriter out, CheckReport report, Options options) {
        report.models().forEach(model -> {
            if (!model.outcome().isAsItMust() || options.allCounterexamples()) {
                printDetails(out, model, options.lanes());
            }
        });
        report.rows().stream()
                .skip(report.models().size())
                .forEach(row -> row.failures().forEach(failure -> out.println(row.name() + ": " + failure)));
        if (!options.tableIsShown()) {
            out.println(HEADING);
            report.rows().forEach(row -> print(out, row));
            out.println();
        }
        List<String> violated = report.models().stream()
                .filter(checked -> checked.outcome().isAsItMust())
                .filter(checked -> !checked.outcome().model().mustHold())
                .map(checked -> checked.outcome().model().mustViolate() + " of "
                        + checked.outcome().model().name())
                .toList();
        if (!violated.isEmpty()) {
            out.println((violated.size() == 1 ? violated.get(0) + " is" : violated.size() + " properties are")
                    + " violated, as the model must show.");
        }
        out.println(summary(report));
    }

    private static void printDetails(PrintWriter out, CheckedModel checked, boolean lanes) {
        ModelResult result = checked.outcome().result();
        if (lanes && !result.counterexample().isEmpty()) {
            LanesText.of(CheckPage.counterexample(checked)).forEach(out::println);
            out.println();
        } else if (!result.counterexample().isEmpty()) {
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

    /** One row of the table. */
    static void print(PrintWriter out, CheckReport.Row row) {
        out.println(String.format(
                Locale.ROOT,
                ROW,
                row.title(),
                row.size().map(size -> String.valueOf(size.distinct())).orElse(""),
                row.size().map(size -> String.valueOf(size.depth())).orElse(""),
                String.format(Locale.ROOT, "%.1f", row.elapsed().toMillis() / 1000.0),
                row.good() ? "ok" : "FAIL",
                row.says()));
    }

    private static String summary(CheckReport report) {
        return switch (report.exitCode()) {
            case ExitCode.HOLDS -> "All of it holds.";
            case ExitCode.DOES_NOT_HOLD -> "It does not hold; see FAIL above.";
            default -> "Inconclusive; see FAIL above.";
        };
    }
}
