package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.trace.qemu.MigrationReport;
import dev.vmig.trace.qemu.MigrationReport.Migration;
import dev.vmig.trace.qemu.QemuRejection;
import dev.vmig.trace.qemu.QemuReport;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Taken;
import java.util.List;

/** What came out of a log of QEMU, as JSON. */
final class QemuJson {
    private QemuJson() {}

    static void add(ObjectNode node, QemuReport report, boolean explain) {
        node.put("complete", report.complete()).put("cut", report.cut());
        ArrayNode versions = node.putArray("qemuVersions");
        report.versions().stream().sorted().forEach(versions::add);
        ObjectNode counts = node.putObject("lines");
        for (Taken taken : Taken.values()) {
            counts.put(taken.name(), report.count(taken));
        }
        ArrayNode devices = node.putArray("devices");
        report.devices().forEach(device -> add(devices.addObject(), device, explain));
        ArrayNode events = node.putArray("events");
        report.events()
                .forEach(event -> events.addObject()
                        .put("event", event.event())
                        .put("taken", event.taken().name())
                        .put("count", event.count())
                        .put("why", event.why()));
    }

    static void add(ObjectNode node, MigrationReport report, boolean explain) {
        node.put("complete", report.complete());
        ArrayNode migrations = node.putArray("migrations");
        for (Migration migration : report.migrations()) {
            ObjectNode added = migrations
                    .addObject()
                    .put("lines", migration.lines())
                    .put("end", migration.end().name())
                    .put("objection", migration.objection().orElse(null));
            strings(added, "order", migration.order());
            strings(added, "before", migration.before());
            strings(added, "allowed", migration.allowed());
        }
        add(node.putObject("source"), report.source(), explain);
        add(node.putObject("target"), report.target(), explain);
    }

    private static void add(ObjectNode node, DeviceReport device, boolean explain) {
        node.put("name", device.name())
                .put("features", device.features().orElse(null))
                .put("accepted", device.accepted())
                .put("incomplete", device.incomplete().orElse(null));
        ArrayNode walk = node.putArray("walk");
        device.walk()
                .forEach(step -> walk.addObject()
                        .put("line", step.line())
                        .put("state", step.state())
                        .put("how", step.how()));
        ArrayNode bytes = node.putArray("bytes");
        device.bytes()
                .forEach(phase -> bytes.addObject()
                        .put("phase", phase.phase())
                        .put("bytes", phase.bytes())
                        .put("blocks", phase.blocks()));
        if (explain) {
            ArrayNode path = node.putArray("path");
            device.path()
                    .forEach(step -> strings(
                            path.addObject().put("line", step.line()).put("event", step.event()),
                            "states",
                            step.states()));
        }
        if (device.rejected().isPresent()) {
            QemuRejection rejection = device.rejected().get();
            ObjectNode rejected = node.putObject("rejected")
                    .put("line", rejection.line())
                    .put("event", rejection.event())
                    .put("explanation", rejection.reason());
            strings(rejected, "before", rejection.before());
            strings(rejected, "allowed", rejection.allowed());
        } else {
            node.putNull("rejected");
        }
    }

    private static void strings(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }
}
