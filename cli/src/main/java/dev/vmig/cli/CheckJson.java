package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.cli.CheckReport.Comparison;
import dev.vmig.cli.CheckReport.Migration;
import dev.vmig.cli.CheckReport.Recording;
import dev.vmig.spec.CounterexampleStep;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.SourceLocation;
import dev.vmig.trace.tables.RecordingReport.Finding;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.time.Duration;
import java.util.Locale;

/** The report of {@code vmig check} for programs. */
final class CheckJson {
    private CheckJson() {}

    static ObjectNode of(CheckReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("exitCode", report.exitCode());
        ArrayNode models = document.putArray("models");
        report.models().forEach(model -> put(models.addObject(), model));
        report.table().ifPresent(table -> put(document.putObject("table"), table));
        report.migration().ifPresent(migration -> put(document.putObject("migration"), migration));
        ArrayNode recordings = document.putArray("recordings");
        report.recordings().forEach(recording -> put(recordings.addObject(), recording));
        return document;
    }

    /** One model of the report. */
    static void put(ObjectNode node, CheckedModel checked) {
        ModelResult result = checked.outcome().result();
        node.put("name", checked.outcome().model().name())
                .put("module", result.module())
                .put("shows", checked.outcome().model().shows())
                .put("mustViolate", checked.outcome().model().mustViolate())
                .put("ok", checked.outcome().isAsItMust())
                .put("verdict", result.verdict().name())
                .put("violated", result.violated())
                .put("distinct", result.progress().distinct())
                .put("generated", result.progress().generated())
                .put("depth", result.progress().depth())
                .put("seconds", seconds(result.elapsed()));
        checked.outcome().objections().forEach(node.putArray("objections")::add);
        checked.falseParts().forEach(node.putArray("falseParts")::add);
        ArrayNode steps = node.putArray("counterexample");
        for (CounterexampleStep step : result.counterexample()) {
            ObjectNode one = steps.addObject()
                    .put("number", step.number())
                    .put("kind", step.kind().name().toLowerCase(Locale.ROOT))
                    .put("action", step.action());
            if (step.where() != null) {
                put(one.putObject("where"), step.where());
            }
            ObjectNode state = one.putObject("state");
            step.state().forEach(state::put);
        }
    }

    private static void put(ObjectNode node, SourceLocation where) {
        node.put("module", where.module())
                .put("line", where.line())
                .put("column", where.column())
                .put("endLine", where.endLine())
                .put("endColumn", where.endColumn());
    }

    private static void put(ObjectNode node, Comparison table) {
        node.put("ok", table.agrees())
                .put("cellsCompared", table.cells().compared())
                .put("arcsCompared", table.arcs().compared())
                .put("seconds", seconds(table.elapsed()));
        ArrayNode differences = node.putArray("differences");
        table.cells().differences().forEach(differences::add);
        table.arcs().differences().forEach(differences::add);
    }

    private static void put(ObjectNode node, Migration migration) {
        node.put("ok", migration.holds())
                .put("completed", migration.result().completed())
                .put("failure", migration.result().failure().orElse(null))
                .put("downtimeNanos", migration.result().downtime().toNanos())
                .put("totalNanos", migration.result().total().toNanos())
                .put("streamBytes", migration.result().streamBytes())
                .put("events", migration.trace().events())
                .put("seconds", seconds(migration.elapsed()));
        ArrayNode rejections = node.putArray("rejections");
        for (DeviceReport device : migration.trace().devices()) {
            device.rejected()
                    .ifPresent(place -> rejections
                            .addObject()
                            .put("device", device.name())
                            .put("line", place.line())
                            .put("rejection", place.rejection().toString()));
        }
    }

    private static void put(ObjectNode node, Recording recording) {
        node.put("name", recording.name())
                .put("ok", recording.report().holds())
                .put("holds", recording.report().count(Verdict.HOLDS))
                .put("quirks", recording.report().count(Verdict.QUIRK))
                .put("notApplicable", recording.report().count(Verdict.NOT_APPLICABLE))
                .put("rejected", recording.report().count(Verdict.REJECTED))
                .put("seconds", seconds(recording.elapsed()));
        ArrayNode departures = node.putArray("departures");
        for (Finding finding : recording.report().findings()) {
            if (finding.verdict() == Verdict.QUIRK || finding.verdict() == Verdict.REJECTED) {
                departures
                        .addObject()
                        .put("line", finding.row().line())
                        .put("row", finding.row().toString())
                        .put("quirk", finding.quirk())
                        .put("explanation", finding.explanation());
            }
        }
    }

    private static double seconds(Duration elapsed) {
        return elapsed.toMillis() / 1000.0;
    }
}
