package dev.vmig.perf;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/** Draws how many times as long as the project's code each rival takes; a bar below 1 is faster. */
final class SpeedChart {
    private static final List<String> WORKS = List.of(
            "header-encode",
            "header-decode",
            "exchange",
            "validate-small",
            "read-small",
            "encode-small",
            "encode-large",
            "stream-read",
            "stream-write");
    private static final List<String> RIVALS =
            List.of("C", "VMIG", "BYTE_BUFFER", "AGRONA", "SBE", "NETTY", "PROTOBUF", "DATA_STREAM");
    /** Told apart without colour vision too (Okabe and Ito); the project's code is black. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x999999),
            new Color(0x000000),
            new Color(0x56B4E9),
            new Color(0x009E73),
            new Color(0x0072B2),
            new Color(0xF0E442),
            new Color(0xD55E00),
            new Color(0xCC79A7));

    private SpeedChart() {}

    /** Draws the codec's part of the results as PNG. */
    static void draw(Results results, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1400)
                .height(620)
                .title("Time of an operation, as a multiple of vmig's (logarithmic; lower is faster)")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.1);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setAvailableSpaceFill(0.9);
        List<String> names = WORKS.stream().map(name -> name.replace('-', ' ')).toList();
        for (int i = 0; i < RIVALS.size(); i++) {
            String rival = RIVALS.get(i);
            List<@Nullable Double> ratios = new ArrayList<>();
            for (String work : WORKS) {
                OptionalDouble ratio = ratio(results, Work.named(work), rival);
                ratios.add(ratio.isPresent() ? ratio.getAsDouble() : null);
            }
            if (ratios.stream().anyMatch(ratio -> ratio != null)) {
                chart.addSeries(rival.equals("C") ? "C, gcc -O2" : Names.of(rival), names, ratios)
                        .setFillColor(COLOURS.get(i));
            }
        }
        ChartEncoder.saveChart(chart, file.toString(), "png");
    }

    /** The best of the C forms stands for C. */
    private static OptionalDouble ratio(Results results, Work work, String rival) {
        if (!rival.equals("C")) {
            return results.ratio(work, rival, Set.of(Work.OURS));
        }
        Set<String> forms = new LinkedHashSet<>(results.rivals(work));
        forms.removeIf(form -> !form.startsWith(Measurement.C));
        OptionalDouble ours = results.ratio(work, Work.OURS, forms);
        return ours.isPresent() ? OptionalDouble.of(1 / ours.getAsDouble()) : ours;
    }
}
