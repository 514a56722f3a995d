package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmig.codec.Opcode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors through the command: what is sound, what is damaged, and what is only noted. */
class DecodeVectorsTest {
    private static final List<String> FILES = List.of(
            "admin-commands",
            "admin-results",
            "device-parts",
            "records",
            "invalid-admin-commands",
            "invalid-admin-results",
            "invalid-device-parts",
            "invalid-records");

    /** Errors of the framing: the others leave bytes that can be decoded. */
    private static final Set<String> FRAMING = Set.of("too-short", "length", "trailing");

    @TempDir
    private Path folder = Path.of("");

    static Stream<Arguments> vectors() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String file : FILES) {
            String resource = "/dev/vmig/codec/vectors/" + file + ".json";
            try (InputStream in = Objects.requireNonNull(Opcode.class.getResourceAsStream(resource), resource)) {
                for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
                    // A header alone is a stream that is cut.
                    if (!vector.get("kind").asText().equals("record-header")
                            && !vector.get("hex").asText().isEmpty()) {
                        all.add(Arguments.of(vector.get("name").asText(), vector));
                    }
                }
            }
        }
        return all.stream();
    }

    private Invocation decode(JsonNode vector, String... options) throws IOException {
        Path file = folder.resolve("bytes");
        Files.write(file, HexFormat.of().parseHex(vector.get("hex").asText()));
        String kind = vector.get("kind").asText();
        List<String> args = new ArrayList<>(List.of("decode", file.toString(), "--kind"));
        args.add(kind.startsWith("device-part") ? "parts" : kind);
        if (kind.equals("admin-result")) {
            args.addAll(List.of("--opcode", vector.get("command").asText()));
        }
        args.addAll(List.of(options));
        return Invocation.of(args.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void exitCodeIsTheVerdictOnTheFraming(String name, JsonNode vector) throws IOException {
        Invocation vmig = decode(vector);
        String error = vector.path("error").asText();
        boolean stream = vector.get("kind").asText().equals("record-stream");
        boolean damaged = FRAMING.contains(error) || (stream && error.equals("unknown-mandatory"));
        assertThat(vmig.err()).isEmpty();
        assertThat(vmig.code()).as(vmig.out()).isEqualTo(damaged ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS);
        if (!damaged && !error.isEmpty()) {
            assertThat(vmig.lastLine())
                    .startsWith("0x%08x  note".formatted(vector.get("offset").asLong()))
                    .contains("not as Virtio 1.4 lays it down: ");
        } else if (!damaged && !stream) {
            assertThat(vmig.out()).doesNotContain("not as Virtio 1.4");
        }
    }

    /** The tree covers the bytes: reserved ones that are zero are all that is not shown. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void whatIsNotShownIsZero(String name, JsonNode vector) throws IOException {
        Invocation vmig = decode(vector, "--json", "--full");
        if (vmig.code() == ExitCode.HOLDS) {
            byte[] rest = HexFormat.of().parseHex(vector.get("hex").asText());
            shown(vmig.json().get("nodes"), rest);
            assertThat(rest).containsOnly(0);
        }
    }

    private static void shown(JsonNode nodes, byte[] rest) {
        for (JsonNode node : nodes) {
            if (node.has("children")) {
                shown(node.get("children"), rest);
            } else if (!node.get("name").asText().equals("note")) {
                for (int i = 0; i < node.get("length").intValue(); i++) {
                    rest[node.get("offset").intValue() + i] = 0;
                }
            }
        }
    }
}
