package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmig.spec.SpecFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everythingHolds() throws IOException {
        assertThat(vmig("check", "--json", "--workers", "2")).isEqualTo(ExitCode.HOLDS);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("schemaVersion").intValue()).isEqualTo(1);
        assertThat(document.path("models"))
                .allSatisfy(model -> assertThat(model.path("ok").booleanValue())
                        .as(model.path("name").textValue())
                        .isTrue());
        assertThat(document.path("table").path("cellsCompared").intValue()).isEqualTo(256);
        assertThat(document.path("migration").path("ok").booleanValue()).isTrue();
        assertThat(document.path("recordings")).hasSize(2);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void modelThatMustBeViolatedShowsItsCounterexample() {
        assertThat(vmig("check", "--model", "MCVirtioVfServes")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .contains("  1. a device with features {STOP_COPY, P2P} is in RUNNING\n")
                .contains("the guest rings a doorbell   [doorbell FALSE -> TRUE]\n")
                .contains("false: MCVirtioVf.tla:")
                .endsWith("All of it holds.\n");
    }

    @Test
    void violatedPropertyIsShownAsStepsWithThePartThatIsFalse() throws IOException {
        spec("VirtioVf.tla", "    /\\ flight = ModeStopped => bus = \"quiet\"\n", "");
        Path report = folder.resolve("report.xml");

        assertThat(vmig("check", "--spec", folder.toString(), "--model", "MCVirtioVf", "--report", "junit=" + report))
                .isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString())
                .contains("MCVirtioVf: SilentWhileStopped is violated:\n")
                .contains("the device carries the command out   [carriedOut FALSE -> TRUE, mode RUNNING -> STOPPED]\n")
                .containsPattern("false: VirtioVf\\.tla:\\d+:\\d+: SilentWhileStopped: bus = \"quiet\"\n")
                .endsWith("It does not hold; see FAIL above.\n");
        assertThat(report)
                .content()
                .startsWith("<?xml")
                .contains("failures=\"1\"", "name=\"MCVirtioVf\"", "SilentWhileStopped is violated");
    }

    @Test
    void specificationThatDoesNotParseIsOneLineWithItsPlace() throws IOException {
        spec("MigrationTable.tla", "SavingGroup == {", "SavingGroup == == {");

        assertThat(vmig("check", "--spec", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().startsWith("vmig: MigrationTable.tla:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --model MCNothing | vmig: --model: MCNothing (expected: one of MCMigrationTable, ",
                "check --workers 0 | vmig: --workers: 0 (expected: 1 or more)",
                "check --report xml=x | vmig: --report: xml=x (expected: junit=FILE)",
                "check --report junit=/no/such/folder/x | vmig: --report: /no/such/folder is no folder",
                "check --spec /no/such/folder | vmig: /no/such/folder: not a folder that can be read",
                "check --nonsense | vmig: Unknown option: '--nonsense'",
            })
    void badUsageIsOneLineThatSaysWhatWasExpected(String command, String message) {
        assertThat(vmig(command.split(" "))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).startsWith(message);
        assertThat(out.toString()).isEmpty();
    }

    private int vmig(String... args) {
        return Vmig.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private void spec(String file, String original, String replacement) throws IOException {
        for (Map.Entry<String, String> text : SpecFiles.bundled().texts().entrySet()) {
            String changed =
                    text.getKey().equals(file) ? text.getValue().replace(original, replacement) : text.getValue();
            Files.writeString(folder.resolve(text.getKey()), changed);
        }
        assertThat(folder.resolve(file))
                .content()
                .isNotEqualTo(SpecFiles.bundled().text(file));
    }
}
