package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.spec.CounterexampleStep;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.SourceLocation;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report of {@code vmig check} as a JSON document. {@code seconds} of each part are wall-clock time. */
record CheckDocument(
        int exitCode,
        List<ModelPart> models,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TablePart table,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MigrationPart migration,

        List<RecordingPart> recordings) {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private static final Set<Verdict> DEPARTURES = EnumSet.of(Verdict.QUIRK, Verdict.REJECTED);

    /**
     * A model: name, verdict, counts, and the counterexample if any.
     *
     * @param ok whether verdict and counts are those of the catalogue
     * @param unchanged whether the result is reused from an earlier run
     */
    record ModelPart(
            String name,
            String module,
            String shows,
            @Nullable String mustViolate,
            boolean ok,
            boolean unchanged,
            String verdict,
            @Nullable String violated,
            long distinct,
            long generated,
            int depth,
            double seconds,
            List<String> objections,
            List<String> falseParts,
            List<Step> counterexample) {}

    record Step(
            int number,
            String kind,
            String action,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SourceLocation where,

            Map<String, String> state) {}

    record TablePart(boolean ok, long cellsCompared, long arcsCompared, double seconds, List<String> differences) {}

    record MigrationPart(
            boolean ok,
            boolean completed,
            @Nullable String failure,
            long downtimeNanos,
            long totalNanos,
            long streamBytes,
            long events,
            double seconds,
            List<Rejection> rejections) {}

    record Rejection(String device, long line, String rejection) {}

    record RecordingPart(
            String name,
            boolean ok,
            long holds,
            long quirks,
            long notApplicable,
            long rejected,
            double seconds,
            List<RowDeparture> departures) {}

    record RowDeparture(
            long line,
            String row,
            @Nullable String quirk,
            @Nullable String explanation) {}

    static CheckDocument of(CheckReport report) {
        return new CheckDocument(
                report.exitCode(),
                report.models().stream().map(CheckDocument::of).toList(),
                report.table().map(CheckDocument::of).orElse(null),
                report.migration().map(CheckDocument::of).orElse(null),
                report.recordings().stream().map(CheckDocument::of).toList());
    }

    private static ModelPart of(CheckedModel checked) {
        ModelResult result = checked.outcome().result();
        return new ModelPart(
                checked.outcome().model().name(),
                result.module(),
                checked.outcome().model().shows(),
                checked.outcome().model().mustViolate(),
                checked.outcome().isAsItMust(),
                checked.unchanged(),
                result.verdict().name(),
                result.violated(),
                result.progress().distinct(),
                result.progress().generated(),
                result.progress().depth(),
                seconds(result.elapsed()),
                checked.outcome().objections(),
                checked.falseParts(),
                result.counterexample().stream().map(CheckDocument::of).toList());
    }

    private static Step of(CounterexampleStep step) {
        return new Step(
                step.number(), step.kind().name().toLowerCase(Locale.ROOT), step.action(), step.where(), step.state());
    }

    private static TablePart of(Comparison table) {
        return new TablePart(
                table.agrees(),
                table.cells().compared(),
                table.arcs().compared(),
                seconds(table.elapsed()),
                Stream.concat(table.cells().differences().stream(), table.arcs().differences().stream())
                        .toList());
    }

    private static MigrationPart of(Migration migration) {
        return new MigrationPart(
                migration.holds(),
                migration.result().completed(),
                migration.result().failure().orElse(null),
                migration.result().downtime().toNanos(),
                migration.result().total().toNanos(),
                migration.result().streamBytes(),
                migration.trace().events(),
                seconds(migration.elapsed()),
                migration.trace().devices().stream()
                        .flatMap(device -> device.rejected().stream()
                                .map(place -> new Rejection(
                                        device.name(),
                                        place.line(),
                                        place.rejection().toString())))
                        .toList());
    }

    private static RecordingPart of(Recording recording) {
        return new RecordingPart(
                recording.name(),
                recording.report().holds(),
                recording.report().count(Verdict.HOLDS),
                recording.report().count(Verdict.QUIRK),
                recording.report().count(Verdict.NOT_APPLICABLE),
                recording.report().count(Verdict.REJECTED),
                seconds(recording.elapsed()),
                recording.report().findings().stream()
                        .filter(finding -> DEPARTURES.contains(finding.verdict()))
                        .map(finding -> new RowDeparture(
                                finding.row().line(), finding.row().toString(), finding.quirk(), finding.explanation()))
                        .toList());
    }

    private static double seconds(Duration elapsed) {
        return elapsed.toMillis() / MILLIS_PER_SECOND;
    }
}
