package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.vmm.downtime.DowntimeComparison;
import dev.vmig.vmm.downtime.DowntimeFigures;
import dev.vmig.vmm.downtime.DowntimeScenario;
import dev.vmig.vmm.downtime.Scheme;
import java.util.List;
import java.util.Locale;

/** The comparison of schemes as a JSON document; times in nanoseconds of virtual time. */
final class DowntimeJson {
    private DowntimeJson() {}

    static ObjectNode of(DowntimeReport report) {
        ObjectNode document = Output.document();
        ObjectNode model = document.putObject("model");
        report.model().numbers().forEach(model::put);
        ObjectNode along = document.putObject("along");
        report.along()
                .forEach((axis, comparisons) -> add(along.putArray(axis.name().toLowerCase(Locale.ROOT)), comparisons));
        add(document.putArray("realistic"), report.realistic());
        add(document.putArray("grid"), report.grid());
        return document;
    }

    private static void add(ArrayNode array, List<DowntimeComparison> comparisons) {
        for (DowntimeComparison comparison : comparisons) {
            DowntimeScenario scenario = comparison.scenario();
            ObjectNode node = array.addObject()
                    .put("stateBytes", scenario.stateBytes())
                    .put("queuePairs", scenario.queuePairs())
                    .put("changesPerSecond", scenario.changesPerSecond())
                    .put("gigabits", scenario.gigabits())
                    .put("ratioToBest", comparison.ratioToBest());
            for (Scheme scheme : Scheme.values()) {
                DowntimeFigures figures = comparison.of(scheme);
                node.putObject(scheme.name().toLowerCase(Locale.ROOT))
                        .put("downtimeNanos", figures.downtime().toNanos())
                        .put("totalNanos", figures.total().toNanos())
                        .put("streamBytes", figures.streamBytes())
                        .put("images", figures.images())
                        .put("imageBytes", figures.imageBytes())
                        .put("changedShare", figures.changedShare());
            }
        }
    }
}
