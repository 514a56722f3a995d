package dev.vmig.cli;

import dev.vmig.spec.Model;
import dev.vmig.spec.TableComparison;
import dev.vmig.spec.Verdict;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.MigrationResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code vmig check} found. Everything but the models is left out when a single model is asked for.
 *
 * @param models each with the counterexample's explanation, where there is one
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

    /** A model and which part of the violated property is false. */
    record CheckedModel(Model.Outcome outcome, List<String> falseParts) {}

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
        Verdict verdict = outcome.result().verdict();
        return verdict == Verdict.TIMED_OUT || verdict == Verdict.FAILED;
    }
}
