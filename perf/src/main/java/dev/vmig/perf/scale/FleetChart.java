package dev.vmig.perf.scale;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws heap and time of a step over the number of VFs, each with the straight line through it. */
final class FleetChart {
    private static final double MIB = 1 << 20;

    private FleetChart() {}

    /** Both pictures, side by side, as PNG. */
    static void draw(List<FleetPoint> points, LinearFit heap, LinearFit time, Path file) throws IOException {
        LinearFit mebibytes = new LinearFit(heap.slope() / MIB, heap.intercept() / MIB, heap.rSquared());
        XYChart heaps =
                chart("Heap that VFs and streams keep", "MiB", points, point -> point.heapBytes() / MIB, mebibytes);
        XYChart times = chart("One arc by every VF, one thread", "ms", points, FleetPoint::millisPerTick, time);
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(List.of(heaps, times), 1, 2, out, BitmapFormat.PNG);
        }
    }

    private static XYChart chart(
            String title, String unit, List<FleetPoint> points, ToDoubleFunction<FleetPoint> value, LinearFit fit) {
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(400)
                .title(title)
                .xAxisTitle("VFs under 40 PFs")
                .yAxisTitle(unit)
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.InsideNW)
                .setChartBackgroundColor(Color.WHITE)
                .setAntiAlias(true);
        double[] vfs = points.stream().mapToDouble(FleetPoint::vfs).toArray();
        XYSeries measured = chart.addSeries(
                "measured", vfs, points.stream().mapToDouble(value).toArray());
        measured.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        measured.setMarker(SeriesMarkers.CIRCLE);
        double[] line = points.stream()
                .mapToDouble(point -> fit.intercept() + fit.slope() * point.vfs())
                .toArray();
        chart.addSeries("straight line, R\u00b2 %.4f".formatted(fit.rSquared()), vfs, line)
                .setMarker(SeriesMarkers.NONE);
        return chart;
    }
}
