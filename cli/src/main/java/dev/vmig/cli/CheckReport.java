package dev.vmig.cli;

import dev.vmig.cli.TestSuite.Outcome;
import dev.vmig.spec.Model;
import dev.vmig.spec.ModelVerdict;
import dev.vmig.spec.Progress;
import dev.vmig.spec.TableComparison;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.MigrationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of {@code vmig check}. A check of a single model has only the models part.
 *
 * @param models each with the explanation of its counterexample, if any
 */
record CheckReport(
        List<CheckedModel> models,
        Optional<Comparison> table,
        Optional<Migration> migration,
        List<Recording> recordings) {
    CheckReport {
        models = List.copyOf(models);
        recordings = List.copyOf(recordings);
    }

    /** A report of models alone. */
    static CheckReport ofModels(List<CheckedModel> models) {
        return new CheckReport(models, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * A model, and the parts of the violated property that are false.
     *
     * @param unchanged whether the result is reused from an earlier run
     */
    record CheckedModel(Model.Outcome outcome, List<String> falseParts, boolean unchanged) {
        CheckedModel(Model.Outcome outcome, List<String> falseParts) {
            this(outcome, falseParts, false);
        }
    }

    record Comparison(TableComparison.Result cells, TableComparison.Result arcs, Duration elapsed) {
        boolean agrees() {
            return cells.agrees() && arcs.agrees();
        }
    }

    record Migration(MigrationResult result, TraceReport trace, Duration elapsed) {
        boolean holds() {
            return result.completed() && trace.holds();
        }
    }

    record Recording(String name, RecordingReport report, Duration elapsed) {}

    /**
     * A check in the table and the test suite.
     *
     * @param name of the file that the check is about, if any
     * @param says the finding in one line
     * @param failures the faults in full
     */
    record Row(
            String title,
            String name,
            Optional<Progress> size,
            Duration elapsed,
            boolean good,
            String says,
            List<String> failures) {}

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        models.forEach(model -> rows.add(row(model)));
        table.ifPresent(it -> rows.add(row(it)));
        migration.ifPresent(it -> rows.add(row(it)));
        recordings.forEach(it -> rows.add(row(it)));
        return rows;
    }

    static Row row(CheckedModel checked) {
        Model.Outcome outcome = checked.outcome();
        Model model = outcome.model();
        boolean good = outcome.isAsItMust();
        String verdict = model.mustHold() ? "holds" : "violates " + model.mustViolate() + ", as it must";
        String says = (checked.unchanged() ? "unchanged: " : "")
                + (good
                        ? verdict + (model.shows().isEmpty() ? "" : ": " + model.shows())
                        : String.join("; ", outcome.objections()));
        List<String> failures = new ArrayList<>();
        if (!good) {
            failures.addAll(outcome.objections());
            failures.addAll(CounterexampleText.of(outcome.result().counterexample()));
            failures.addAll(checked.falseParts());
        }
        Optional<Progress> size = Optional.of(outcome.result().progress());
        return new Row(model.name(), model.name(), size, outcome.result().elapsed(), good, says, failures);
    }

    static Row row(Comparison table) {
        List<String> differences = new ArrayList<>(table.cells().differences());
        differences.addAll(table.arcs().differences());
        String says = "%d cells and %d arcs compared with the Java table, %d differ"
                .formatted(table.cells().compared(), table.arcs().compared(), differences.size());
        return new Row("table", "table", Optional.empty(), table.elapsed(), table.agrees(), says, differences);
    }

    static Row row(Migration migration) {
        List<String> failures =
                new ArrayList<>(migration.result().failure().stream().toList());
        migration
                .trace()
                .devices()
                .forEach(device -> device.rejected()
                        .ifPresent(place -> failures.add(
                                device.name() + ": event " + (place.line() - 1) + ": " + place.rejection())));
        String says = (migration.result().completed() ? "completed" : "failed") + ", downtime "
                + migration.result().downtime().toNanos() / 1_000 + " us (simulated); its trace of "
                + migration.trace().events() + " events "
                + (migration.trace().holds() ? "is a behaviour of the spec" : "is not a behaviour of the spec");
        return new Row(
                "migration", "migration", Optional.empty(), migration.elapsed(), migration.holds(), says, failures);
    }

    static Row row(Recording recording) {
        RecordingReport report = recording.report();
        List<String> failures = report.findings().stream()
                .filter(finding -> finding.verdict() == RecordingReport.Verdict.REJECTED)
                .map(finding -> finding.row() + ": " + finding.explanation())
                .toList();
        String says = "%d rows hold, %d known quirks, %d not applicable, %d rejected (%s)"
                .formatted(
                        report.count(RecordingReport.Verdict.HOLDS),
                        report.count(RecordingReport.Verdict.QUIRK),
                        report.count(RecordingReport.Verdict.NOT_APPLICABLE),
                        report.count(RecordingReport.Verdict.REJECTED),
                        recording.name());
        String title = report.table().virtio() ? "recording of vfio-virtio" : "recording of mtty";
        return new Row(title, recording.name(), Optional.empty(), recording.elapsed(), report.holds(), says, failures);
    }

    /** Each check as a test case. */
    TestSuite suite() {
        return new TestSuite(
                "vmig check",
                Map.of(),
                rows().stream()
                        .map(row -> new TestSuite.Case(
                                "",
                                row.name(),
                                row.elapsed(),
                                row.failures().isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                                row.failures().isEmpty()
                                        ? judged(row)
                                        : row.failures().get(0),
                                row.failures()))
                        .toList());
    }

    /** What was found, and in how many states of a model. */
    private static String judged(Row row) {
        return row.says()
                + row.size()
                        .map(size -> "; judged in " + size.distinct() + " states, depth " + size.depth())
                        .orElse("");
    }

    /** The exit code. */
    int exitCode() {
        boolean holds = models.stream()
                        .allMatch(model -> model.outcome().isAsItMust() || isInconclusive(model.outcome()))
                && table.map(Comparison::agrees).orElse(true)
                && migration.map(Migration::holds).orElse(true)
                && recordings.stream().allMatch(recording -> recording.report().holds());
        if (!holds) {
            return ExitCode.DOES_NOT_HOLD;
        }
        return models.stream().anyMatch(model -> isInconclusive(model.outcome()))
                ? ExitCode.INCONCLUSIVE
                : ExitCode.HOLDS;
    }

    private static boolean isInconclusive(Model.Outcome outcome) {
        ModelVerdict verdict = outcome.result().verdict();
        return verdict == ModelVerdict.TIMED_OUT || verdict == ModelVerdict.FAILED;
    }
}
