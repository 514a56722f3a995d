package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.TraceResult.CheckedTable;
import dev.vmig.cli.TraceResult.CheckedTrace;
import dev.vmig.cli.TraceResult.Unreadable;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.tables.RecordedRow;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.tables.RecordingReport.Finding;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.util.List;

/** Results of {@code vmig trace} as a JSON document. */
final class TraceJson {
    private TraceJson() {}

    static ObjectNode of(
            List<TraceResult> results, boolean strict, boolean complete, boolean explain, TraceResult.Verdict verdict) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("strict", strict)
                .put("requiresComplete", complete)
                .put("verdict", verdict.name())
                .put("exitCode", verdict.exitCode());
        ArrayNode files = document.putArray("files");
        for (TraceResult result : results) {
            ObjectNode node = files.addObject()
                    .put("file", result.file())
                    .put("verdict", result.verdict(strict, complete).name());
            if (result instanceof CheckedTrace trace) {
                add(node.put("kind", "trace"), trace);
            } else if (result instanceof CheckedTable table) {
                add(node.put("kind", "table"), table.report());
            } else if (result instanceof CheckedQemu qemu) {
                QemuJson.add(node.put("kind", "qemu"), qemu.report(), explain);
            } else if (result instanceof CheckedMigration migration) {
                QemuJson.add(node.put("kind", "migration"), migration.report(), explain);
            } else if (result instanceof Unreadable unreadable) {
                node.put("kind", "unreadable").put("error", unreadable.reason());
            }
        }
        return document;
    }

    private static void add(ObjectNode node, CheckedTrace trace) {
        node.put("complete", trace.report().complete())
                .put("seed", trace.header().seed());
        ArrayNode barriers = node.putArray("barriers");
        trace.report()
                .barriers()
                .forEach(breach -> barriers.addObject()
                        .put("line", breach.line())
                        .put("vm", breach.vm())
                        .put("device", breach.device())
                        .put("explanation", breach.reason()));
        ArrayNode notes = node.putArray("notJudged");
        trace.report().notes().forEach(notes::add);
        ArrayNode devices = node.putArray("devices");
        // The reports are in the order of the header.
        for (int i = 0; i < trace.header().devices().size(); i++) {
            TraceHeader.Device device = trace.header().devices().get(i);
            DeviceReport report = trace.report().devices().get(i);
            ObjectNode added = devices.addObject()
                    .put("name", device.name())
                    .put("driver", device.driver())
                    .put("features", device.features())
                    .put("accepted", report.accepted());
            if (report.rejected().isPresent()) {
                ObjectNode rejected = added.putObject("rejected")
                        .put("line", report.rejected().get().line())
                        .put("explanation", report.rejected().get().rejection().toString());
                ArrayNode allowed = rejected.putArray("allowed");
                report.rejected().get().rejection().allowed().forEach(allowed::add);
                ArrayNode with = rejected.putArray("with");
                report.rejected().get().with().forEach(with::add);
            } else {
                added.putNull("rejected");
            }
            ArrayNode departures = added.putArray("departures");
            report.departures()
                    .forEach(departed -> departures
                            .addObject()
                            .put("line", departed.line())
                            .put("departure", departed.departure().id())
                            .put("explanation", departed.rejection().toString()));
            added.put("givenUp", report.givenUp().orElse(null));
            if (!trace.second().isEmpty()) {
                added.put("tlcAgrees", trace.second().get(i).agrees());
            }
        }
    }

    /** Rows that hold are only counted. */
    private static void add(ObjectNode node, RecordingReport report) {
        node.put("driver", report.table().virtio() ? TraceHeader.VFIO_VIRTIO : null)
                .put("features", report.table().features().flags());
        node.putObject("rows")
                .put("holds", report.count(Verdict.HOLDS))
                .put("quirk", report.count(Verdict.QUIRK))
                .put("notApplicable", report.count(Verdict.NOT_APPLICABLE))
                .put("rejected", report.count(Verdict.REJECTED));
        ArrayNode findings = node.putArray("findings");
        for (Finding finding : report.findings()) {
            if (finding.verdict() != Verdict.HOLDS) {
                RecordedRow row = finding.row();
                findings.addObject()
                        .put("line", row.line())
                        .put("current", row.current().name())
                        .put("variant", row.variant())
                        .put("requested", row.requested())
                        .put("verdict", finding.verdict().name())
                        .put("quirk", finding.quirk())
                        .put("explanation", finding.explanation());
            }
        }
    }
}
