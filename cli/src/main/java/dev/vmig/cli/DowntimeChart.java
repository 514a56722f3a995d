package dev.vmig.cli;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.vmig.vmm.downtime.DowntimeComparison;
import dev.vmig.vmm.downtime.DowntimeFigures;
import dev.vmig.vmm.downtime.DowntimeGrid.Axis;
import dev.vmig.vmm.downtime.Scheme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Downtime, total time and bytes over each axis, one small chart each. */
final class DowntimeChart {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 320;
    /** Where zero stands on an axis that has none. */
    private static final double NO_CHANGES = 0.001;

    /** Distinct to all eyes, and in grey too. */
    private static final List<Color> COLOURS =
            List.of(new Color(0x555555), new Color(0xd95f02), new Color(0x1b6ca8));

    private DowntimeChart() {}

    /** What is drawn upwards. */
    private enum Measure {
        DOWNTIME("downtime in ms"),
        TOTAL("total time in s"),
        BYTES("sent in KiB");

        private final String title;

        Measure(String title) {
            this.title = title;
        }

        ToDoubleFunction<DowntimeFigures> of() {
            return switch (this) {
                case DOWNTIME -> figures -> figures.downtime().toNanos() / 1e6;
                case TOTAL -> figures -> figures.total().toNanos() / 1e9;
                case BYTES -> figures -> figures.streamBytes() / 1024.0;
            };
        }
    }

    /** Whether a file can be written, by its name. */
    static boolean isKnown(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }

    /** Draws into a file whose name ends with {@code .svg} or {@code .png}. */
    static void write(DowntimeReport report, Path file) throws IOException {
        int width = WIDTH * Axis.values().length;
        int height = HEIGHT * Measure.values().length;
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            VectorGraphics2D graphics = new VectorGraphics2D();
            draw(report, graphics);
            Document document = new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(width, height));
            try (OutputStream out = Files.newOutputStream(file)) {
                document.writeTo(out);
            }
        } else {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            draw(report, graphics);
            graphics.dispose();
            try (OutputStream out = Files.newOutputStream(file)) {
                ImageIO.write(image, "png", out);
            }
        }
    }

    private static void draw(DowntimeReport report, Graphics2D graphics) {
        for (Measure measure : Measure.values()) {
            for (Axis axis : Axis.values()) {
                int x = WIDTH * axis.ordinal();
                int y = HEIGHT * measure.ordinal();
                graphics.translate(x, y);
                chart(measure, axis, report.along().getOrDefault(axis, List.of())).paint(graphics, WIDTH, HEIGHT);
                graphics.translate(-x, -y);
            }
        }
    }

    private static XYChart chart(Measure measure, Axis axis, List<DowntimeComparison> comparisons) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(axis.title())
                .yAxisTitle(measure.title)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleVisible(false)
                .setLegendVisible(axis == Axis.STATE && measure == Measure.DOWNTIME)
                .setLegendPosition(Styler.LegendPosition.InsideNW);
        double[] at = comparisons.stream()
                .mapToDouble(comparison -> Math.max(NO_CHANGES, axis.of(comparison.scenario())))
                .toArray();
        for (Scheme scheme : Scheme.values()) {
            double[] values = comparisons.stream()
                    .map(comparison -> comparison.of(scheme))
                    .mapToDouble(measure.of())
                    .toArray();
            XYSeries series = chart.addSeries(scheme.title(), at, values);
            Color colour = COLOURS.get(scheme.ordinal());
            series.setLineColor(colour);
            series.setMarkerColor(colour);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setLineStyle(new BasicStroke(2));
        }
        return chart;
    }
}
