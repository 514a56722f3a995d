package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmig.spec.ModelCatalogue;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    /** With all models it is what CI runs. */
    @Test
    void everythingHolds() throws IOException {
        assertThat(vmig("check", "--smoke", "--json", "--workers", "2")).isEqualTo(ExitCode.HOLDS);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("schemaVersion").intValue()).isEqualTo(1);
        assertThat(document.path("models"))
                .hasSameSizeAs(ModelCatalogue.bundled().of(Tier.SMOKE))
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
                .contains("where mode = \"STOPPED\"")
                .contains("NeverRungWhileStopped of MCVirtioVfServes is violated, as the model must show.\n")
                .endsWith("All of it holds.\n");
    }

    @Test
    void violatedPropertyIsShownAsStepsWithThePartThatIsFalse() throws IOException {
        spec("VirtioDevice.tla", "    /\\ flight = ModeStopped => bus = \"quiet\"\n", "");
        Path report = folder.resolve("report.xml");

        assertThat(vmig("check", "--spec", folder.toString(), "--model", "MCVirtioVf", "--report", "junit=" + report))
                .isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString())
                .contains("MCVirtioVf: SilentWhileStopped is violated:\n")
                .contains("the device carries the command out   [carriedOut FALSE -> TRUE, mode RUNNING -> STOPPED]\n")
                .containsPattern(
                        "false: VirtioVf\\.tla:\\d+:\\d+: SilentWhileStopped: bus = \"quiet\"  where bus = .*\n")
                .endsWith("It does not hold; see FAIL above.\n");
        assertThat(report)
                .content()
                .startsWith("<?xml")
                .contains("failures=\"1\"", "name=\"MCVirtioVf\"", "SilentWhileStopped is violated");
    }

    @Test
    void moduleOfTheUserIsAModelWithItsConfiguration() throws IOException {
        Files.writeString(folder.resolve("Mine.tla"), """
                ---- MODULE Mine ----
                EXTENDS Naturals
                VARIABLE n
                Init == n = 0
                Next == n < 3 /\\ n' = n + 1
                Small == n < 3
                ====
                """);
        Files.writeString(folder.resolve("Mine.cfg"), "INIT Init NEXT Next CHECK_DEADLOCK FALSE");

        Path report = folder.resolve("report.xml");
        assertThat(vmig("check", "--spec", folder.toString(), "--report", "junit=" + report))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).containsPattern("Mine +4 +4 .* ok +holds\n");
        assertThat(report).content().contains("<system-out>holds; judged in 4 states, depth 4</system-out>");

        Files.writeString(folder.resolve("Mine.cfg"), "INIT Init NEXT Next INVARIANT Small CHECK_DEADLOCK FALSE");
        assertThat(vmig("check", "--spec", folder.toString(), "--model", "Mine"))
                .isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString()).contains("Mine: Small is violated:\n", "Small: n < 3  where n = 3\n");
    }

    @Test
    void folderWithoutAModelIsRefused() throws IOException {
        Files.writeString(folder.resolve("Mine.tla"), "---- MODULE Mine ----\n====\n");

        assertThat(vmig("check", "--spec", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).isEqualTo("vmig: " + folder + ": no module with a configuration of the same name\n");
    }

    @Test
    void configurationOfAModelIsPrintedAsTlcReadsIt() {
        assertThat(vmig("check", "--print-config", "MCVirtioVfK1")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .startsWith("\\* MCVirtioVf.tla: ")
                .contains("SPECIFICATION Spec\n", "CommandErrnos = {\"EIO\"}\n", "INVARIANT DeviceIsWhole\n");
    }

    @Test
    void specificationThatDoesNotParseIsOneLineWithItsPlace() throws IOException {
        spec("MigrationTable.tla", "SavingGroup == {", "SavingGroup == == {");

        assertThat(vmig("check", "--spec", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().startsWith("vmig: MigrationTable.tla:");
    }

    @Test
    void listNamesAllModelsOfAllTiers() throws IOException {
        assertThat(vmig("check", "--list")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString().lines())
                .hasSize(1 + ModelCatalogue.bundled().all().size())
                .anyMatch(
                        line -> line.matches("MCVirtioVfK1 +ci +MCVirtioVf +violates DeviceIsWhole: RESUMING>STOP .*"))
                .anyMatch(line -> line.matches("MCLiveMigrationDeep +deep +MCLiveMigration +three pages .*"));
        out.getBuffer().setLength(0);

        assertThat(vmig("check", "--list", "--json")).isEqualTo(ExitCode.HOLDS);
        JsonNode first =
                new ObjectMapper().readTree(out.toString()).path("models").path(0);
        assertThat(first.path("name").textValue()).isEqualTo("MCMigrationTable");
        assertThat(first.path("tier").textValue()).isEqualTo("smoke");
    }

    @Test
    void portThatIsTakenIsInconclusive() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(vmig("check", "--distributed", "server", "--model", "MCObjectIdsInductive", "--port", port))
                    .isEqualTo(ExitCode.INCONCLUSIVE);
            assertThat(out.toString()).contains("Port already in use: " + port);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --model MCNothing | vmig: --model: MCNothing (expected: one of MCMigrationTable, ",
                "check --workers 0 | vmig: --workers: 0 (expected: 1 or more)",
                "check --report xml=x | vmig: --report: xml=x (expected: junit=FILE or html=FILE)",
                "check --report junit=/no/such/folder/x | vmig: --report: /no/such/folder is no folder",
                "check --spec /no/such/folder | vmig: /no/such/folder: not a folder that can be read",
                "check --model MCVirtioVff | vmig: --model: MCVirtioVff; did you mean MCVirtioVf, MCVirtioVfK1 or MCVirtioVfK5?",
                "check --print-config None | vmig: --print-config: None (expected: one of MCMigrationTable, MC",
                "check --model MCLiveMigrationDeep | vmig: --model: MCLiveMigrationDeep (expected: --deep with it)",
                "check --heap 8 | vmig: --heap: 8 (expected: a number and a unit, such as 8g)",
                "check --smoke --deep | vmig: --smoke --deep (expected: one of these)",
                "check --resume | vmig: Missing required argument(s): --deep",
                "check --deep --checkpoint-minutes 0 | vmig: --checkpoint-minutes: 0 (expected: 1 or more)",
                "check --deep --resume --checkpoint /no/such/folder | vmig: --resume: /no/such/folder is no folder",
                "check --deep --model MCVirtioVf | vmig: --model: MCVirtioVf (expected: one of MC",
                "check --distributed both | vmig: Invalid value for option '--distributed': expected one of",
                "check --distributed server | vmig: --distributed server: --model is missing; vmig check --list names",
                "check --distributed server --model MCNothing | vmig: --model: MCNothing (expected: one of MCMigrationTable",
                "check --distributed server --model MCObjectIdsInductive --port 0 | vmig: --port: 0 (expected: 1 to 65535)",
                "check --distributed server --model MCObjectIdsInductive --address 0.0.0.0 | vmig: --address: 0.0.0.0 (exp",
                "check --distributed server --model MCObjectIdsInductive --threads 2 | vmig: --threads: is an option of a worker (exp",
                "check --distributed server --model MCObjectIds | vmig: MCObjectIds.cfg: PROPERTY OnlyWhenExhausted (exp",
                "check --distributed worker --threads 0 | vmig: --threads: 0 (expected: 1 or more)",
                "check --distributed worker --model MCVirtioVf | vmig: --distributed worker: gets the model from the server",
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
