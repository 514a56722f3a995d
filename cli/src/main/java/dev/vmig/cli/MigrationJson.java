package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.cli.MigrationTally.End;
import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.vmm.MigrationResult;
import java.nio.file.Path;
import java.util.Locale;

/** A migration as a JSON document; all times are in nanoseconds of virtual time. */
final class MigrationJson {
    private MigrationJson() {}

    static ObjectNode of(MigrationReport report) {
        SimulatedMigration migration = report.migration();
        MigrationResult result = report.result();
        ObjectNode document = Output.document()
                .put("seed", migration.seed())
                .put("vfs", migration.vfs())
                .put("preCopy", migration.plan().preCopy())
                .put("completed", result.completed())
                .put("failure", result.failure().orElse(null));
        ArrayNode timeline = document.putArray("timeline");
        result.timeline()
                .forEach(moment -> timeline.addObject()
                        .put("at", moment.at().toNanos())
                        .put("host", moment.place())
                        .put("device", moment.device())
                        .put("what", moment.what()));
        ArrayNode states = document.putArray("statesWalked");
        ObjectNode commands = document.putObject("adminCommands");
        for (End end : End.values()) {
            String host = end.name().toLowerCase(Locale.ROOT);
            for (int vf = 0; vf < migration.vfs(); vf++) {
                ArrayNode walk = states.addObject()
                        .put("host", host)
                        .put("device", "vf" + vf)
                        .putArray("states");
                report.tally().walked(host + "/vf" + vf).forEach(state -> walk.add(state.name()));
            }
            ObjectNode counts = commands.putObject(host);
            report.tally().commands(end).forEach(counts::put);
        }
        return document.put("streamBytes", result.streamBytes())
                .put("memoryBytes", result.memoryBytes())
                .put("totalNanos", result.total().toNanos())
                .put("downtimeNanos", result.downtime().toNanos())
                .put("record", report.record().map(Path::toString).orElse(null));
    }
}
