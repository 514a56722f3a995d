package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.trace.qemu.Judgement;
import dev.vmig.trace.qemu.MigrationReport;
import dev.vmig.trace.qemu.MigrationReport.Migration;
import dev.vmig.trace.qemu.QemuReport;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Rejected;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.util.List;

/** The report of a QEMU log as JSON. */
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
        ArrayNode vms = node.putArray("vms");
        report.vms().forEach(vm -> add(vms.addObject(), vm));
        ArrayNode events = node.putArray("events");
        report.events()
                .forEach(event -> events.addObject()
                        .put("event", event.event())
                        .put("taken", event.taken().name())
                        .put("count", event.count())
                        .put("why", event.why()));
    }

    private static void add(ObjectNode node, VmReport vm) {
        node.put("name", vm.name()).put("holds", vm.holds()).put("complete", vm.complete());
        strings(node, "open", vm.open());
        ArrayNode attempts = node.putArray("attempts");
        vm.attempts()
                .forEach(attempt -> strings(
                        attempts.addObject()
                                .put("kind", attempt.kind())
                                .put("firstLine", attempt.firstLine())
                                .put("lastLine", attempt.lastLine())
                                .put("outcome", attempt.outcome())
                                .put("why", attempt.why()),
                        "devices",
                        attempt.devices()));
        rules(node.putArray("rules"), vm.rules());
    }

    private static void rules(ArrayNode rules, List<Judgement> judgements) {
        for (Judgement rule : judgements) {
            ObjectNode added = rules.addObject()
                    .put("rule", rule.rule().id())
                    .put("level", rule.rule().level().name())
                    .put("text", rule.rule().text())
                    .put("judged", rule.judged())
                    .put("verdict", rule.verdict())
                    .put("unobservable", rule.unobservable().orElse(null));
            ArrayNode findings = added.putArray("findings");
            rule.findings()
                    .forEach(finding -> findings.addObject()
                            .put("line", finding.line())
                            .put("device", finding.device())
                            .put("what", finding.what())
                            .put("allowed", finding.allowed()));
        }
    }

    static void add(ObjectNode node, MigrationReport report, boolean explain) {
        node.put("complete", report.complete());
        ArrayNode migrations = node.putArray("migrations");
        for (Migration migration : report.migrations()) {
            ObjectNode added = migrations
                    .addObject()
                    .put("device", migration.device())
                    .put("counterpart", migration.counterpart())
                    .put("lines", migration.lines())
                    .put("end", migration.end().name())
                    .put("objection", migration.objection().orElse(null));
            strings(added, "order", migration.order());
            strings(added, "before", migration.before());
            strings(added, "allowed", migration.allowed());
        }
        rules(node.putArray("rules"), report.rules());
        strings(node, "unpaired", report.unpaired());
        add(node.putObject("source"), report.source(), explain);
        add(node.putObject("target"), report.target(), explain);
    }

    private static void add(ObjectNode node, DeviceReport device, boolean explain) {
        node.put("name", device.name())
                .put("features", device.features().orElse(null))
                .put("migrates", device.migrates())
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
            Rejected rejection = device.rejected().get();
            ObjectNode rejected = node.putObject("rejected")
                    .put("rule", rejection.rule())
                    .put("line", rejection.line())
                    .put("event", rejection.event())
                    .put("explanation", rejection.rejection().reason());
            strings(rejected, "before", rejection.before());
            strings(rejected, "allowed", rejection.rejection().allowed());
        } else {
            node.putNull("rejected");
        }
    }

    private static void strings(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }
}
