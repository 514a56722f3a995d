package dev.vmig.codec.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmig.codec.Opcode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors as trees: what is sound, what is damaged, and what is only noted. */
class TreeVectorsTest {
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

    static Stream<Arguments> vectors() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String file : FILES) {
            String resource = "/dev/vmig/codec/vectors/" + file + ".json";
            try (InputStream in = Objects.requireNonNull(Opcode.class.getResourceAsStream(resource), resource)) {
                for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
                    // A header alone is a stream that is cut.
                    if (!vector.get("kind").asText().equals("record-header")) {
                        all.add(Arguments.of(vector.get("name").asText(), vector));
                    }
                }
            }
        }
        return all.stream();
    }

    private static Optional<Damage> decode(JsonNode vector, byte[] bytes, boolean full, TreeSink sink) {
        return switch (vector.get("kind").asText()) {
            case "admin-command" -> AdminTree.command(bytes, full, sink);
            case "admin-result" ->
                AdminTree.result(Opcode.valueOf(vector.get("command").asText()), bytes, full, sink);
            case "record-stream" -> stream(bytes, full, sink);
            default -> PartsTree.decode(bytes, 0, bytes.length, 0, full, sink);
        };
    }

    private static Optional<Damage> stream(byte[] bytes, boolean full, TreeSink sink) {
        try {
            return RecordStream.decode(new ByteArrayInputStream(bytes), full, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JsonNode vector) {
        return HexFormat.of().parseHex(vector.get("hex").asText());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void framingIsJudgedAndEverythingElseIsNoted(String name, JsonNode vector) {
        Collected tree = new Collected();
        Optional<Damage> damage = decode(vector, bytes(vector), false, tree);
        String error = vector.path("error").asText();
        boolean stream = vector.get("kind").asText().equals("record-stream");
        boolean damaged = FRAMING.contains(error) || (stream && error.equals("unknown-mandatory"));
        assertThat(damage.isPresent()).as("%s %s", damage, tree.leaves()).isEqualTo(damaged);
        if (damaged && FRAMING.contains(error)) {
            assertThat(damage.orElseThrow().offset()).as("where the bytes end").isEqualTo(bytes(vector).length);
        } else if (damaged || !error.isEmpty()) {
            long at = vector.get("offset").asLong();
            String found = damage.map(it -> "at " + it.offset())
                    .orElseGet(() -> tree.notes().get(0));
            assertThat(found).startsWith("at " + at);
        } else if (!stream) {
            assertThat(tree.notes()).isEmpty();
        }
    }

    /** The tree covers the bytes: reserved ones that are zero are all that is not shown. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void whatIsNotShownIsZero(String name, JsonNode vector) {
        Collected tree = new Collected();
        byte[] rest = bytes(vector);
        if (decode(vector, bytes(vector), true, tree).isEmpty()) {
            for (Node leaf : tree.leaves()) {
                if (!leaf.name().equals("note")) {
                    Arrays.fill(rest, (int) leaf.offset(), (int) (leaf.offset() + leaf.length()), (byte) 0);
                }
            }
            assertThat(rest).isEqualTo(new byte[rest.length]);
        }
    }
}
