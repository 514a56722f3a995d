package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceCommandTest {
    private static final String MTTY = "linux-6.12-mtty-states.csv";
    private static final String VIRTIO = "linux-virtio-driver-states.csv";

    @TempDir
    private Path folder = Path.of("");

    private List<String> run = List.of();

    @BeforeEach
    void record() throws IOException {
        Path trace = folder.resolve("run.jsonl");
        assertThat(Invocation.of("migrate", "--no-precopy", "--record", trace.toString())
                        .code())
                .isEqualTo(ExitCode.HOLDS);
        run = Files.readAllLines(trace);
    }

    @Test
    void recordingsHoldExceptForTheKnownDepartures() {
        Invocation vmig = Invocation.of("trace", "--recordings");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines())
                .filteredOn(line -> line.matches("  line \\d+  RESUMING .*  K-1  .*; the spec allows .*"))
                .hasSize(18);
        assertThat(vmig.lines())
                .contains(MTTY + "      holds  72 rows hold, 8 not applicable, 0 rejected")
                .contains(VIRTIO + "  holds  94 rows hold, 18 K-1, 0 rejected")
                .endsWith("2 files: all hold");
    }

    @Test
    void knownDeparturesDoNotHoldStrictly() throws IOException {
        Invocation vmig = Invocation.of("trace", "--strict", file(VIRTIO, recording(VIRTIO)));
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lastLine()).endsWith(VIRTIO + ": does not hold (strict), 94 rows hold, 18 K-1, 0 rejected");
        assertThat(Invocation.of("trace", "--strict", file(MTTY, recording(MTTY)))
                        .code())
                .isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void falsifiedRowIsNamed() throws IOException {
        String table = recording(MTTY)
                .replace("1,STOP,2,RUNNING,-,0,0,2,RUNNING,0,-1", "1,STOP,2,RUNNING,-,0,0,5,RUNNING_P2P,0,-1");
        int line = table.lines().toList().indexOf("1,STOP,2,RUNNING,-,0,0,5,RUNNING_P2P,0,-1") + 1;
        assertThat(line).isPositive();

        Invocation vmig = Invocation.of("trace", file(MTTY, table));

        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lines().get(1))
                .startsWith("  line " + line + "  STOP (-) > RUNNING  REJECTED  ")
                .contains("; the spec allows answer 0 in state RUNNING");
        assertThat(vmig.lastLine()).endsWith("does not hold, 71 rows hold, 8 not applicable, 1 rejected");
    }

    @Test
    void rejectedEventNamesItsLineAndWhatTheSpecAllows() throws IOException {
        String command = "\"DEV_MODE_SET STOPPED\"";
        List<String> without =
                run.stream().filter(line -> !line.contains(command)).toList();
        String text = String.join("\n", without.subList(0, without.size() - 1)) + "\n";

        // The target comes to STOPPED on its way to RESUMING, the source later.
        Invocation vmig = Invocation.of("trace", "--json", file("lost.jsonl", text));

        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        JsonNode rejected = vmig.json().at("/files/0/devices/1/rejected");
        assertThat(without.get(rejected.path("line").intValue() - 1))
                .contains("\"target/vf0\"")
                .contains("RESOURCE_OBJ_CREATE SET");
        assertThat(rejected.path("allowed").toString()).isEqualTo("[\"command DEV_MODE_SET STOPPED\"]");
        assertThat(vmig.json().at("/files/0/devices/0/rejected").isNull()).isFalse();
        assertThat(Invocation.of("trace", folder.resolve("lost.jsonl").toString())
                        .out())
                .contains("  line " + rejected.path("line") + ": target/vf0: REJECTED: command RESOURCE_OBJ_CREATE SET;"
                        + " the spec allows command DEV_MODE_SET STOPPED\n")
                .endsWith("2 devices rejected\n");
    }

    @Test
    void traceWithoutItsEndIsIncomplete() throws IOException {
        Invocation vmig = Invocation.of("trace", file("cut.jsonl", String.join("\n", run.subList(0, 9)) + "\n"));
        assertThat(vmig.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(vmig.lastLine()).endsWith("cut.jsonl: holds so far, incomplete, 8 events accepted");
    }

    /** The letters are inputs: Good, Incomplete, Rejected, Unreadable. */
    @ParameterizedTest
    @CsvSource({"G,0", "GG,0", "GI,3", "IRG,1", "RI,1", "IUR,2", "GU,2"})
    void strongestVerdictIsTheExitCode(String inputs, int code) throws IOException {
        String whole = String.join("\n", run) + "\n";
        file("G", whole);
        file("I", String.join("\n", run.subList(0, 9)) + "\n");
        file("R", recording(MTTY).replace("1,STOP,1,STOP,-,0,0,1,STOP", "1,STOP,1,STOP,-,22,EINVAL,1,STOP"));
        file("U", "");
        String[] args = ("trace " + inputs.replaceAll("(.)", folder + "/$1 ").strip()).split(" ", -1);
        assertThat(Invocation.of(args).code()).isEqualTo(code);
    }

    @Test
    void documentHasAnEntryForEachFile() throws IOException {
        Invocation vmig = Invocation.of(
                "trace", "--json", "--recordings", folder.resolve("run.jsonl").toString(), "nosuch.jsonl");
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).isEqualTo("vmig: nosuch.jsonl: no such file\n");
        JsonNode document = vmig.json();
        assertThat(document.path("schemaVersion").intValue()).isEqualTo(1);
        assertThat(document.path("verdict").textValue()).isEqualTo("UNREADABLE");
        assertThat(document.path("exitCode").intValue()).isEqualTo(vmig.code());
        assertThat(document.path("files"))
                .extracting(file -> file.path("kind").textValue())
                .containsExactly("table", "table", "trace", "unreadable");
        assertThat(document.at("/files/1/rows").toString())
                .isEqualTo("{\"holds\":94,\"quirk\":18,\"notApplicable\":0,\"rejected\":0}");
        assertThat(document.at("/files/1/findings"))
                .hasSize(18)
                .allSatisfy(
                        finding -> assertThat(finding.path("quirk").textValue()).isEqualTo("K-1"));
        assertThat(document.at("/files/2/complete").booleanValue()).isTrue();
        assertThat(document.at("/files/2/devices")).hasSize(2);
    }

    @Test
    void dashIsStdin() {
        InputStream stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream((String.join("\n", run) + "\n").getBytes(StandardCharsets.UTF_8)));
            assertThat(Invocation.of("trace", "-").lastLine()).startsWith("stdin: holds, ");
        } finally {
            System.setIn(stdin);
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    static String recording(String name) throws IOException {
        try (InputStream in = TraceCommandTest.class.getResourceAsStream("/dev/vmig/trace/tables/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    @Test
    void tlcHasAnOpinionOfItsOwn() throws IOException {
        Path run = folder.resolve("short.jsonl");
        Files.writeString(run, """
                {"vmigTrace":1,"seed":1,"devices":[{"name":"d","driver":"any","features":3}]}
                {"event":"set_state","at":1,"device":"d","requested":"STOP"}
                {"event":"set_state_done","at":2,"device":"d","errno":"0","state":"RUNNING","dataFile":false}
                """);
        Invocation text = Invocation.of("trace", "--tlc", run.toString());
        assertThat(text.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(text.out()).contains("line 3: d: REJECTED", "d: TLC agrees\n");
        assertThat(Invocation.of("trace", "--tlc", "--json", run.toString())
                        .json()
                        .at("/files/0/devices/0/tlcAgrees")
                        .asBoolean())
                .isTrue();
        assertThat(Invocation.of("trace", "--tlc", "--recordings").err()).contains("--tlc is for traces of vmig");
    }
}
