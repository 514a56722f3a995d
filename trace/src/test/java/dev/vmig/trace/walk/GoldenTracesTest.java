package dev.vmig.trace.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.vmig.spec.SpecFiles;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.tlc.TlcOpinion;
import dev.vmig.trace.tlc.TlcTraceChecker;
import dev.vmig.trace.walk.TraceReport.Departed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of docs/trace-format.md with traces that hold and traces that do not; their folder says which. */
class GoldenTracesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/vmig/trace/golden");
    private static final Path SCHEMA = Path.of("../docs/trace-format.schema.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final TraceChecker CHECKER = new TraceChecker(ORACLES);

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    private static List<Path> golden(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    static Stream<Path> readable() throws IOException {
        return Stream.of("holds", "rejected", "departs", "incomplete", "inconclusive")
                .flatMap(folder -> {
                    try {
                        return golden(folder).stream();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    static List<Path> unreadable() throws IOException {
        return golden("unreadable");
    }

    private static Trace read(Path file) throws IOException {
        return TraceReader.read(String.valueOf(file.getFileName()), Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void verdictIsThatOfItsFolder(Path file) throws IOException {
        TraceReport report = CHECKER.check(read(file));
        String verdict;
        if (!report.holds()) {
            verdict = "rejected";
        } else if (report.inconclusive()) {
            verdict = "inconclusive";
        } else if (!report.complete()) {
            verdict = "incomplete";
        } else {
            verdict = report.departs() ? "departs" : "holds";
        }
        assertThat(verdict)
                .as(report.toString())
                .isEqualTo(String.valueOf(GOLDEN.relativize(file).getName(0)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void everyLineIsAsTheSchemaSays(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).allMatch(line -> isValid(file, line));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void unreadableLineIsNotAsTheSchemaSays(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).anyMatch(line -> !isValid(file, line));
        assertThatThrownBy(() -> read(file)).isInstanceOf(TraceFormatException.class);
    }

    @Test
    void departureHasItsName() throws IOException {
        for (Path file : golden("departs")) {
            String name = StringUtils.substringBefore(
                    StringUtils.substringBefore(String.valueOf(file.getFileName()), ".jsonl"), "-version");
            assertThat(CHECKER.check(read(file)).devices().get(0).departures())
                    .extracting(Departed::departure)
                    .extracting(Departure::id)
                    .as(file.toString())
                    .contains(StringUtils.substringBefore(name, "-overwritten"));
        }
    }

    /** The other answers of the calls are right whatever their order. */
    @Test
    void contradictionIsTheSmallest() throws IOException {
        TraceReport.Place place = CHECKER.check(read(GOLDEN.resolve("rejected/set-state-during-write.jsonl")))
                .devices()
                .get(0)
                .rejected()
                .orElseThrow();
        assertThat(place.line()).isEqualTo(7);
        assertThat(place.with()).containsExactly(6);
    }

    @Test
    void unjudgedDmaIsReported() throws IOException {
        assertThat(CHECKER.check(read(GOLDEN.resolve("holds/dma-in-p2p-version-1.jsonl")))
                        .notes())
                .singleElement()
                .asString()
                .contains("vf0: 1 DMAs in P2P states are not judged");
    }

    /** TLC, by itself, comes to the same event. */
    @Test
    void tlcAgrees() throws IOException, InterruptedException {
        TlcTraceChecker tlc = new TlcTraceChecker(SpecFiles.bundled());
        for (String name : List.of(
                "holds/two-writers-version-1",
                "rejected/two-writers",
                "holds/close-during-read",
                "rejected/read-after-close",
                "holds/reset-during-write",
                "rejected/set-state-during-write",
                "rejected/dma-to-a-device-in-p2p",
                "holds/barrier-reset-after-failure",
                "rejected/barrier-stopped-before-answer",
                "holds/fault-of-the-caller",
                "departs/K-17-overwritten")) {
            Trace trace = read(GOLDEN.resolve(name + ".jsonl"));
            assertThat(tlc.check(trace, CHECKER.check(trace)))
                    .as(name)
                    .isNotEmpty()
                    .allMatch(TlcOpinion::agrees);
        }
    }

    private static boolean isValid(Path file, String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            String version = Files.readString(file).startsWith("{\"vmigTrace\":1") ? "1" : "2";
            String kind =
                    node.has("end") ? "end" : (node.has("vmigTrace") ? "headerVersion" : "eventVersion") + version;
            ObjectNode schema = MAPPER.readTree(SCHEMA.toFile()).deepCopy();
            schema.remove("anyOf");
            JsonSchema part = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema.put("$ref", "#/$defs/" + kind));
            return part.validate(node).isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
