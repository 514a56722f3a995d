package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vmig.vmm.downtime.DowntimeComparison;
import dev.vmig.vmm.downtime.DowntimeFigures;
import dev.vmig.vmm.downtime.DowntimeGrid;
import dev.vmig.vmm.downtime.DowntimeGrid.Axis;
import dev.vmig.vmm.downtime.DowntimeModel;
import dev.vmig.vmm.downtime.DowntimeScenario;
import dev.vmig.vmm.downtime.Scheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of {@code vmig migrate --compare}.
 *
 * @param model the time model
 * @param along the scenarios of each axis of the charts
 * @param realistic VFs of ordinary VMs
 * @param grid every combination
 */
record DowntimeReport(
        DowntimeModel model,
        Map<Axis, List<DowntimeComparison>> along,
        List<DowntimeComparison> realistic,
        List<DowntimeComparison> grid) {
    /** The largest state of the quick report. */
    static final int QUICK_STATE_BYTES = 1 << 20;

    private static final int LARGEST_STATE_BYTES = 64 << 20;

    /** Runs all scenarios. */
    static DowntimeReport of(DowntimeModel model, boolean quick) {
        int most = quick ? QUICK_STATE_BYTES : LARGEST_STATE_BYTES;
        Map<Axis, List<DowntimeScenario>> scenarios = new EnumMap<>(Axis.class);
        for (Axis axis : Axis.values()) {
            scenarios.put(
                    axis,
                    DowntimeGrid.along(axis).stream()
                            .filter(scenario -> scenario.stateBytes() <= most)
                            .toList());
        }
        List<DowntimeScenario> realistic = DowntimeGrid.realistic();
        List<DowntimeScenario> grid = new ArrayList<>(DowntimeGrid.small());
        if (!quick) {
            grid.addAll(DowntimeGrid.large());
        }
        int steps = scenarios.values().stream().mapToInt(List::size).sum() + realistic.size() + grid.size();
        try (ProgressLine progress = ProgressLine.of("compare", steps)) {
            Map<Axis, List<DowntimeComparison>> along = new EnumMap<>(Axis.class);
            scenarios.forEach((axis, some) -> along.put(axis, compare(model, some, progress)));
            return new DowntimeReport(
                    model, along, compare(model, realistic, progress), compare(model, grid, progress));
        }
    }

    private static List<DowntimeComparison> compare(
            DowntimeModel model, List<DowntimeScenario> scenarios, ProgressLine progress) {
        List<DowntimeComparison> comparisons = new ArrayList<>();
        for (DowntimeScenario scenario : scenarios) {
            progress.begin(DowntimeText.bytes(scenario.stateBytes()));
            comparisons.add(DowntimeComparison.of(model, scenario));
        }
        return comparisons;
    }

    /** The reduction by pre-copy as in Linux, at the calibration point of the model. */
    double calibration() {
        return DowntimeComparison.of(model, DowntimeGrid.CALIBRATION).reduction(Scheme.LINUX);
    }

    /** The scenario with the worst downtime of partial images against the better of the others. */
    DowntimeComparison worst() {
        return grid.stream()
                .max(Comparator.comparingDouble(DowntimeComparison::ratioToBest))
                .orElseThrow();
    }

    /** The scenario in which partial images add most to the total time. */
    DowntimeComparison longest() {
        return grid.stream()
                .max(Comparator.comparingDouble(comparison -> comparison.totalRatio(Scheme.PARTIAL)))
                .orElseThrow();
    }

    /** The scenarios of the grid in which fewer than half of the parts are sent in the downtime. */
    List<DowntimeComparison> mostlyUnchanged() {
        return grid.stream().filter(DowntimeComparison::isMostlyUnchanged).toList();
    }

    private record Document(
            Map<String, Long> model, Map<String, List<Row>> along, List<Row> realistic, List<Row> grid) {}

    private record Row(
            @JsonUnwrapped DowntimeScenario scenario,
            double ratioToBest,
            DowntimeFigures none,
            DowntimeFigures linux,
            DowntimeFigures partial) {
        static Row of(DowntimeComparison it) {
            return new Row(
                    it.scenario(), it.ratioToBest(), it.of(Scheme.NONE), it.of(Scheme.LINUX), it.of(Scheme.PARTIAL));
        }
    }

    /** The JSON document; times in nanoseconds of virtual time. */
    Object document() {
        Map<String, List<Row>> axes = new LinkedHashMap<>();
        along.forEach((axis, some) -> axes.put(axis.name().toLowerCase(Locale.ROOT), rows(some)));
        return new Document(model.numbers(), axes, rows(realistic), rows(grid));
    }

    private static List<Row> rows(List<DowntimeComparison> comparisons) {
        return comparisons.stream().map(Row::of).toList();
    }
}
