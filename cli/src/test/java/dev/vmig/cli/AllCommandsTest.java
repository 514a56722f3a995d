package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What every command has: help with the exit codes, JSON for results and errors, and output that is checked. */
class AllCommandsTest {
    private static final PrintStream STDOUT = System.out;

    /** A quick run of each command that has a result. */
    private static final Map<String, String> RUNS = Map.ofEntries(
            Map.entry("check", "--list"),
            Map.entry("mutate", "--model MCMigrationTable --sample 1"),
            Map.entry("table", "--features 1"),
            Map.entry("path", "RUNNING STOP"),
            Map.entry("migrate", "--no-precopy"),
            Map.entry("trace", "TABLE"),
            Map.entry("decode", "--hex --kind parts HEX"),
            Map.entry("rules list", ""),
            Map.entry("rules show", "STR-002"),
            Map.entry("conform", "--only VMIG-FSM-001"),
            Map.entry("diff", "--driver contract --driver linux --steps 40"),
            Map.entry("explore", "--driver plain PAGE"));

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void restoreStdout() {
        System.setOut(STDOUT);
    }

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect("", Vmig.commandLine(), names);
        return names.stream();
    }

    private static void collect(String prefix, CommandLine command, List<String> names) {
        command.getSubcommands().forEach((name, sub) -> {
            names.add((prefix + " " + name).strip());
            collect(prefix + " " + name, sub, names);
        });
    }

    static Stream<String> runs() {
        return RUNS.keySet().stream().sorted();
    }

    @Test
    void eachCommandWithAResultIsRunHere() {
        assertThat(commands()
                        .filter(name -> !List.of("rules", "serve", "testee").contains(name)))
                .containsExactlyInAnyOrderElementsOf(RUNS.keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpNamesTheExitCodesAndJson(String command) {
        Invocation help = Invocation.of((command + " --help").split(" "));
        assertThat(help.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith("Usage: vmig " + command + " ")
                .contains("--json", "--help", "Exit codes:", "   3   the environment lacks something");
        assertThat(Invocation.of((command + " --version").split(" ")).out()).startsWith("vmig ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void misuseIsADocumentToo(String command) throws IOException {
        Invocation misuse = Invocation.of((command + " --json --no-such-option").split(" "));
        assertThat(misuse.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(misuse.json().path("exitCode").intValue()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(misuse.err())
                .startsWith("vmig: " + misuse.json().path("error").textValue());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void resultIsOneDocumentWithJson(String command) throws IOException {
        Invocation run = Invocation.of(arguments(command, "--json"));
        assertThat(run.code()).isEqualTo(ExitCode.HOLDS);
        JsonNode document = run.json();
        assertThat(document.path("schemaVersion").intValue()).isEqualTo(Json.SCHEMA_VERSION);
        assertThat(document.size()).isGreaterThan(1);
    }

    /** {@code /dev/full} is a full disk. */
    @ParameterizedTest
    @MethodSource("runs")
    void outputThatCannotBeWrittenIsNoSuccess(String command) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertThat(Vmig.run(full, err, arguments(command, ""))).isEqualTo(ExitCode.INCONCLUSIVE);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("vmig: standard output: cannot be written: No space left on device\n");
    }

    @Test
    void violationOutweighsOutputThatCannotBeWritten() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertThat(Vmig.run(full, err, "path", "ERROR", "STOP")).isEqualTo(ExitCode.DOES_NOT_HOLD);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No space left");
    }

    @Test
    void pipeThatTheReaderClosedStaysQuiet() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Vmig.run(closed, err, "table")).isEqualTo(ExitCode.HOLDS);
        assertThat(err.size()).isZero();
    }

    /** A limit on the size of files fails as a full disk does; nothing is left. */
    @ParameterizedTest
    @ValueSource(strings = {"migrate --no-precopy --record", "conform --only VMIG-FSM-001 --report json="})
    void fileThatCannotBeWrittenIsNoSuccess(String command) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String vmig = "ulimit -f 0; exec '%s' -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s "
                .formatted(java, System.getProperty("java.class.path"), Vmig.class.getName());
        String file = (command.endsWith("=") ? "" : " ") + folder.resolve("file");
        Process process = new ProcessBuilder("sh", "-c", vmig + command + file).start();
        process.getInputStream().readAllBytes();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("vmig: --re")
                .endsWith("cannot be written: File too large\n");
        assertThat(process.waitFor()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(folder).isEmptyDirectory();
    }

    private String[] arguments(String command, String form) throws IOException {
        Path hex = Files.writeString(folder.resolve("parts.hex"), "0301 0000 00000000 00000000 02000000 0f00");
        Path table = Files.writeString(folder.resolve("table.csv"), """
                cur,cur_name,requested,requested_name,variant,errno,errno_name,result_state,result_name,data_fd_present
                1,STOP,1,STOP,-,0,0,1,STOP,0
                """);
        String line = command + " "
                + Objects.requireNonNull(RUNS.get(command))
                        .replace("HEX", hex.toString())
                        .replace("TABLE", table.toString())
                        .replace("PAGE", folder.resolve("page.html").toString())
                + " " + form;
        return line.strip().split(" +");
    }
}
