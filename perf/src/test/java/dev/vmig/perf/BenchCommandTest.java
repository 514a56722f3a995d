package dev.vmig.perf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of {@code vmig bench}, without measuring. */
class BenchCommandTest {
    private static final String MEASURED = "results/jdk-17.json";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int bench(String... args) {
        return BenchCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintWriter(err, true), args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonWithoutAFileIsOneDocument() throws IOException {
        assertThat(bench("--from", MEASURED, "--json")).isZero();
        JsonNode document = new ObjectMapper().readTree(printed());
        assertThat(document.get("schemaVersion").asInt()).isEqualTo(1);
        assertThat(document.get("measurements")).isNotEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void textHasATableOfEachWork() {
        assertThat(bench("--from", MEASURED)).isZero();
        assertThat(printed()).contains("next state");
    }

    @Test
    void unreadableResultsAreOneLine() throws IOException {
        String missing = folder.resolve("none.json").toString();
        assertThat(bench("--from", missing)).isEqualTo(2);
        String list = Files.writeString(folder.resolve("list.json"), "[]").toString();
        assertThat(bench("--from", list)).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "vmig: " + missing + ": no results of vmig bench --json (no such file)",
                        "vmig: " + list + ": no results of vmig bench --json (cannot be read)");
    }

    @Test
    void unknownWorkIsBadUsage() {
        assertThat(bench("--only", "nothing", "--quick")).isEqualTo(2);
        assertThat(err.toString()).startsWith("vmig: work nothing (expected: one of [");
    }
}
