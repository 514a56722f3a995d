package dev.vmig.cli;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
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
    /** The position of zero on a logarithmic axis. */
    private static final double NO_CHANGES = 0.001;

    private DowntimeChart() {}

    /** Colours that remain distinct for colour-blind readers and in greyscale. */
    private static Color colour(Scheme scheme) {
        return switch (scheme) {
            case NONE -> new Color(0x555555);
            case LINUX -> new Color(0xd95f02);
            case PARTIAL -> new Color(0x1b6ca8);
        };
    }

    /** The vertical axes; the charts of one measure share a scale. */
    private enum Measure {
        DOWNTIME("downtime in ms"),
        TOTAL("total time, % more than without"),
        BYTES("state sent in KiB");

        private final String title;

        Measure(String title) {
            this.title = title;
        }

        boolean isLogarithmic() {
            return this != TOTAL;
        }

        double of(DowntimeComparison comparison, Scheme scheme) {
            DowntimeFigures figures = comparison.of(scheme);
            return switch (this) {
                case DOWNTIME -> figures.downtime().toNanos() / 1e6;
                case TOTAL -> 100 * comparison.totalRatio(scheme) - 100;
                case BYTES -> figures.streamBytes() / 1024.0;
            };
        }

        /** The common range of all charts, rounded to decades or percents. */
        DoubleSummaryStatistics range(DowntimeReport report) {
            DoubleSummaryStatistics all = report.along().values().stream()
                    .flatMap(List::stream)
                    .flatMapToDouble(
                            comparison -> Arrays.stream(Scheme.values()).mapToDouble(scheme -> of(comparison, scheme)))
                    .summaryStatistics();
            DoubleSummaryStatistics round = new DoubleSummaryStatistics();
            round.accept(
                    isLogarithmic() ? Math.pow(10, Math.floor(Math.log10(all.getMin()))) : Math.floor(all.getMin()));
            round.accept(isLogarithmic() ? Math.pow(10, Math.ceil(Math.log10(all.getMax()))) : Math.ceil(all.getMax()));
            return round;
        }
    }

    /** Whether the format of a file is supported, by its name. */
    static boolean isKnown(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }

    /** The bytes of a file whose name ends with {@code .svg} or {@code .png}. */
    static byte[] of(DowntimeReport report, Path file) {
        int width = WIDTH * Axis.values().length;
        int height = HEIGHT * Measure.values().length;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
                VectorGraphics2D graphics = new VectorGraphics2D();
                draw(report, graphics);
                new SVGProcessor()
                        .getDocument(graphics.getCommands(), new PageSize(width, height))
                        .writeTo(bytes);
            } else {
                BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = image.createGraphics();
                draw(report, graphics);
                graphics.dispose();
                ImageIO.write(image, "png", bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void draw(DowntimeReport report, Graphics2D graphics) {
        for (Measure measure : Measure.values()) {
            DoubleSummaryStatistics range = measure.range(report);
            for (Axis axis : Axis.values()) {
                XYChart chart = chart(measure, axis, report.along().getOrDefault(axis, List.of()));
                chart.getStyler().setYAxisMin(range.getMin()).setYAxisMax(range.getMax());
                chart.paint(graphics, WIDTH, HEIGHT);
                graphics.translate(WIDTH, 0);
            }
            graphics.translate(-WIDTH * Axis.values().length, HEIGHT);
        }
    }

    private static XYChart chart(Measure measure, Axis axis, List<DowntimeComparison> comparisons) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(axis.title())
                .yAxisTitle(measure.title)
                .build();
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(measure.isLogarithmic())
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleVisible(false)
                .setLegendVisible(axis == Axis.QUEUES && measure == Measure.DOWNTIME)
                .setLegendPosition(Styler.LegendPosition.InsideNW);
        double[] at = comparisons.stream()
                .mapToDouble(comparison -> Math.max(NO_CHANGES, axis.of(comparison.scenario())))
                .toArray();
        for (Scheme scheme : Scheme.values()) {
            double[] values = comparisons.stream()
                    .mapToDouble(comparison -> measure.of(comparison, scheme))
                    .toArray();
            XYSeries series = chart.addSeries(scheme.title(), at, values);
            Color colour = colour(scheme);
            series.setLineColor(colour);
            series.setMarkerColor(colour);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setLineStyle(new BasicStroke(2));
        }
        return chart;
    }
}
