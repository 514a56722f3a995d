package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateCompareTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "performance.md");

    @TempDir
    private Path folder = Path.of("");

    /** The tables of the document are those of the program; it shows larger states too, which take longer. */
    @Test
    void documentHasWhatTheCommandPrints() throws IOException {
        Invocation vmig = Invocation.of("migrate", "--compare", "--quick");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.err()).isEmpty();
        List<String> shown = numbers(Files.readAllLines(DOCUMENT));
        List<String> axes = vmig.lines().stream()
                .takeWhile(line -> !line.startsWith("Where pre-copy pays"))
                .toList();
        assertThat(axes).hasSizeGreaterThan(30);
        assertThat(shown).containsAll(numbers(axes));
        assertThat(vmig.lines())
                .contains("calibration: 73.8 % less downtime with pre-copy as in Linux (aim: 70 to 75)")
                .anyMatch(line ->
                        line.startsWith("realistic, 81 scenarios: with partial images 75.4 to 91.0 % less downtime"));
    }

    /** Lines with one space between the cells: the widths of columns depend on the other lines. */
    private static List<String> numbers(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void jsonSaysTheSameAndTheChartIsDrawn() throws IOException {
        Path chart = folder.resolve("downtime.svg");
        Path model = Files.writeString(folder.resolve("model.properties"), "queue.first.nanos = 0\n");
        JsonNode document = Invocation.of(
                        "migrate",
                        "--compare",
                        "--quick",
                        "--json",
                        "--chart",
                        chart.toString(),
                        "--model",
                        model.toString())
                .json();
        assertThat(document.at("/model/queue.first.nanos").intValue()).isZero();
        assertThat(document.at("/along/state")).hasSize(5);
        assertThat(document.path("realistic")).hasSize(81);
        assertThat(document.path("grid")).hasSize(135);
        JsonNode first = document.at("/grid/0");
        assertThat(first.path("stateBytes").intValue()).isEqualTo(2048);
        assertThat(first.at("/partial/downtimeNanos").longValue())
                .isPositive()
                .isLessThan(first.at("/none/downtimeNanos").longValue());
        assertThat(Files.readString(chart)).contains("<svg").contains("rgb(27,108,168)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--chart=x.pdf|vmig: --chart: x.pdf (expected: a name with .svg or .png)",
                "--vfs=2|vmig: --vfs: says nothing to --compare (expected: one of the two)",
                "--model=/no/such|vmig: --model: /no/such: no such file",
            })
    void badOptionIsNamed(String option, String message) {
        Invocation vmig = Invocation.of("migrate", "--compare", option);
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err().lines()).first().isEqualTo(message);
    }

    @Test
    void modelThatIsNoTextIsRefusedAtItsByte() throws IOException {
        Path model = Files.write(folder.resolve("model.properties"), new byte[] {'a', '\n', (byte) 0xe9});
        assertThat(Invocation.of("migrate", "--compare", "--model", model.toString())
                        .err())
                .startsWith("vmig: --model: " + model + ":2: byte 0xe9 at 2 is no text (expected: UTF-8)");
    }

    @Test
    void modelWithAnUnknownNumberIsRefused() throws IOException {
        Path model = Files.writeString(folder.resolve("model.properties"), "speed = 3\n");
        assertThat(Invocation.of("migrate", "--compare", "--model", model.toString())
                        .err())
                .startsWith("vmig: --model: " + model + ": speed: unknown (expected: one of [command.nanos,");
    }

    @Test
    void quickAloneIsMisuse() {
        assertThat(Invocation.of("migrate", "--quick").code()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
