package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.spec.CounterexampleStep;
import dev.vmig.spec.FalsePart;
import dev.vmig.spec.Model;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.Replay;
import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.SpecState;
import dev.vmig.spec.TableComparison;
import dev.vmig.spec.TlaText;
import dev.vmig.spec.TlcOptions;
import dev.vmig.trace.Trace;
import dev.vmig.trace.tables.RecordedTable;
import dev.vmig.trace.tables.RecordingChecker;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.MigrationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The single checks of {@code vmig check}. */
final class Checks {
    private final SpecFiles files;

    Checks(SpecFiles files) {
        this.files = files;
    }

    /**
     * Checks a model.
     *
     * @param explained whether an expected violation is explained too
     */
    CheckedModel model(Model model, TlcOptions options, boolean explained) throws InterruptedException {
        Model.Outcome outcome = model.check(files, options, progress -> {});
        return new CheckedModel(
                outcome, explained || !outcome.isAsItMust() ? falseParts(files, outcome.result()) : List.of());
    }

    Comparison table() {
        long start = System.nanoTime();
        return new Comparison(
                TableComparison.ofCells(TableComparison.cellsOf(files), TableComparison.NextState.OF_FSM),
                TableComparison.ofArcs(files),
                since(start));
    }

    Migration migration() {
        long start = System.nanoTime();
        List<Trace.Line> lines = new ArrayList<>();
        SimulatedMigration migration = SimulatedMigration.DEFAULT;
        // Line 1 of a trace is its header.
        MigrationResult result = run(migration, lines);
        try (SpecOracles oracles = new SpecOracles(files)) {
            TraceReport report = new TraceChecker(oracles).check(new Trace(migration.header(), lines, true));
            return new Migration(result, report, since(start));
        }
    }

    /**
     * Runs the migration. An exception in the driver, for example over a wrong table, is a failed migration; the checks
     * continue.
     */
    private static MigrationResult run(SimulatedMigration migration, List<Trace.Line> lines) {
        try {
            return migration.run(event -> lines.add(new Trace.Line(lines.size() + 2, event)));
        } catch (IllegalStateException brokenDown) {
            return new MigrationResult(
                    Optional.of("the driver threw an exception: " + brokenDown.getMessage()),
                    List.of(),
                    0,
                    0,
                    Duration.ZERO,
                    Duration.ZERO);
        }
    }

    Recording recording(String name) throws IOException {
        long start = System.nanoTime();
        try (InputStream in = RecordedTable.openBundled(name);
                SpecOracles oracles = new SpecOracles(files)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            RecordingReport report = new RecordingChecker(oracles).check(RecordedTable.read(name, text));
            return new Recording(name, report, since(start));
        }
    }

    /**
     * The parts of the violated property that the last state or step makes false; synchronized because it needs an
     * oracle.
     */
    static synchronized List<String> falseParts(SpecFiles files, ModelResult result) {
        String violated = result.violated();
        if (violated == null || result.counterexample().isEmpty()) {
            return List.of();
        }
        try (Oracle oracle = Oracle.open(files, result.module(), result.config())) {
            List<SpecState> states = Replay.of(oracle, result.counterexample());
            boolean wholly = states.size()
                    == result.counterexample().stream()
                            .filter(step -> step.kind() == CounterexampleStep.Kind.INITIAL
                                    || step.kind() == CounterexampleStep.Kind.ACTION)
                            .count();
            return wholly
                    ? explain(oracle, states, violated).stream()
                            .map(part -> describe(part, states.get(states.size() - 1), oracle.constants()))
                            .toList()
                    : List.of();
        } catch (SpecException notToBeExplained) {
            // A liveness property is violated by the whole behaviour, not by a state or step.
            return List.of();
        }
    }

    /** The part with the values of its variables and constants. */
    private static String describe(FalsePart part, SpecState last, Map<String, Object> constants) {
        Map<String, Object> values = new LinkedHashMap<>(constants);
        values.putAll(last.values());
        Map<String, Object> bound = new LinkedHashMap<>(part.binding());
        bound.keySet().removeAll(values.keySet());
        values.keySet().retainAll(List.of(part.text().split("\\W+")));
        String named = values.entrySet().stream()
                .map(value -> value.getKey() + " = " + TlaText.of(value.getValue()))
                .collect(Collectors.joining(", "));
        return new FalsePart(part.text(), part.label(), part.operator(), part.where(), bound)
                + (named.isEmpty() ? "" : "  where " + named);
    }

    private static List<FalsePart> explain(Oracle oracle, List<SpecState> states, String violated) {
        SpecState last = states.get(states.size() - 1);
        try {
            return oracle.explain(last, violated);
        } catch (SpecException noInvariant) {
            return states.size() < 2 ? List.of() : oracle.explainStep(states.get(states.size() - 2), last, violated);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
