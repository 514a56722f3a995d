package dev.vmig.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of measurements. */
class ResultsTest {
    private static final Work VALIDATE = Work.named("validate-small");

    /** Three rounds, each on a machine of another speed: only the ratios stay what they are. */
    private static Results results(double ours, double c, double bytes) {
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            double speed = 1 + round;
            measurements.add(new Measurement("validate-small", "C struct", round, 2 * c * speed, 1, 0));
            measurements.add(new Measurement("validate-small", "C wide", round, c * speed, 1, 0));
            measurements.add(new Measurement("validate-small", "VMIG", round, ours * speed, 1, bytes));
            measurements.add(new Measurement("validate-small", "SBE", round, 200 * speed, 1, 0));
        }
        return new Results(Map.of("cpu", "any"), Effort.full(3), measurements);
    }

    private static Target targetOf(String text) {
        return Target.ALL.stream()
                .filter(target ->
                        target.work().equals(VALIDATE) && target.text().contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ratioIsThatOfARoundToTheFastestOfTheOthers() {
        assertThat(results(105, 100, 0).ratio(VALIDATE, "VMIG", Set.of("C struct", "C wide")))
                .hasValueCloseTo(1.05, within(1e-9));
    }

    @Test
    void targetIsMetUpToItsBoundAndMissedBeyond() {
        Target limit = targetOf("C form");
        assertThat(limit.isMet(limit.measured(results(109, 100, 0)).orElseThrow()))
                .isTrue();
        assertThat(limit.isMet(limit.measured(results(111, 100, 0)).orElseThrow()))
                .isFalse();
        Target sbe = targetOf("SBE");
        assertThat(sbe.measured(results(100, 100, 0))).hasValueCloseTo(2.0, within(1e-9));
        assertThat(sbe.isMet(sbe.measured(results(150, 100, 0)).orElseThrow())).isTrue();
        assertThat(sbe.isMet(sbe.measured(results(160, 100, 0)).orElseThrow())).isFalse();
        assertThat(targetOf("Protobuf").measured(results(100, 100, 0))).isEmpty();
    }

    @Test
    void reportTellsWhatIsMetMissedAndNotMeasured() {
        assertThat(Report.of(results(109, 100, 0), false))
                .containsPattern("within 1.10 of the best C form +1.09 +met")
                .containsPattern("Protobuf +not measured")
                .containsPattern("less than 1 B allocated +less +met");
        assertThat(Report.of(results(130, 100, 16), true))
                .containsPattern("within 1.10 of the best C form +\\| +1.30 +\\| MISSED")
                .containsPattern("validate 64 parts of 64 B 16 +\\| MISSED");
    }

    @Test
    void resultsAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        Results results = results(109, 100, 0);
        Path file = folder.resolve("results.json");
        results.write(file);
        assertThat(Results.read(file)).isEqualTo(results);
    }

    @Test
    void chartIsAPicture(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("chart.png");
        SpeedChart.draw(results(109, 100, 0), file);
        BufferedImage chart = ImageIO.read(file.toFile());
        assertThat(chart.getWidth()).isEqualTo(1400);
        assertThat(IntStream.range(0, chart.getWidth()).mapToObj(x -> chart.getRGB(x, 400)))
                .as("a bar of vmig, in black")
                .contains(0xff000000);
    }
}
