package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors, which know nothing of this codec: each is read as it says, and written as it stands. */
class VectorsTest {
    private static final int ROOM = 4096;
    private static final List<JsonNode> ALL = Vectors.all();

    static Stream<Arguments> vectors() {
        return ALL.stream()
                .map(vector -> Arguments.of(
                        vector.get("kind").asText() + " " + vector.get("name").asText(), vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    @Tag("DP-TXT-17")
    @Tag("DP-TXT-18")
    @Tag("DP-TXT-20")
    @Tag("AVQ-TXT-01")
    @Tag("L-59")
    void isReadAsItSaysAndWrittenAsItStands(String name, JsonNode vector) {
        byte[] bytes = Vectors.bytes(vector, "hex");
        if (vector.has("error")) {
            assertRefused(vector, bytes);
            return;
        }
        JsonNode fields = vector.get("fields");
        assertThat(decode(vector, bytes)).hasToString(fields.toString());
        byte[] written = new byte[ROOM];
        int length = encode(vector, fields, written);
        assertThat(Vectors.hex(written, 0, length))
                .isEqualTo(vector.get("hex").asText().substring(0, 2 * length));
        if (!vector.get("kind").asText().equals("device-parts")) {
            assertThat(length).isEqualTo(bytes.length);
        }
    }

    private static ObjectNode decode(JsonNode vector, byte[] bytes) {
        return switch (vector.get("kind").asText()) {
            case "admin-command" -> VectorCommands.decode(opcode(vector), bytes);
            case "admin-result" -> VectorResults.decode(opcode(vector), bytes);
            case "device-part" -> VectorParts.decode(bytes);
            case "device-parts" -> {
                PartCursor cursor = new PartCursor().wrapPadded(bytes, 0, bytes.length);
                int parts = cursor.skipAll();
                yield Vectors.object().put("parts", parts).put("padding", bytes.length - cursor.end());
            }
            case "record", "record-header" -> {
                RecordHeader header = new RecordHeader().wrap(bytes, 0);
                ObjectNode fields = Vectors.object()
                        .put("record_size", Long.toUnsignedString(header.recordSize()))
                        .put("flags", header.flags())
                        .put("tag", header.tag());
                yield vector.get("kind").asText().equals("record-header")
                        ? fields
                        : fields.put("payload", Vectors.hex(bytes, RecordHeader.LENGTH, bytes.length));
            }
            default -> throw new AssertionError("unknown kind in " + vector);
        };
    }

    private static int encode(JsonNode vector, JsonNode fields, byte[] into) {
        return switch (vector.get("kind").asText()) {
            case "admin-command" -> VectorCommands.encode(opcode(vector), fields, into);
            case "admin-result" -> VectorResults.encode(opcode(vector), fields, into);
            case "device-part" -> VectorParts.encode(fields, into);
            case "device-parts" -> 0; // Parts are written one by one.
            case "record", "record-header" -> {
                int header = RecordHeader.encode(
                        into,
                        0,
                        Vectors.u64(fields, "record_size"),
                        fields.get("flags").asLong(),
                        fields.get("tag").asLong());
                byte[] payload = Vectors.bytes(
                        fields.has("payload") ? fields.get("payload").asText() : "");
                System.arraycopy(payload, 0, into, header, payload.length);
                yield header + payload.length;
            }
            default -> throw new AssertionError("unknown kind in " + vector);
        };
    }

    private static Opcode opcode(JsonNode vector) {
        return Opcode.valueOf(vector.get("command").asText());
    }

    private static void assertRefused(JsonNode vector, byte[] bytes) {
        CodecException refused = catchThrowableOfType(CodecException.class, () -> read(vector, bytes));
        assertThat(refused).as(vector.toString()).isNotNull();
        assertThat(refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .isEqualTo(vector.get("error").asText());
        assertThat(refused.offset()).isEqualTo(vector.get("offset").asInt());
    }

    private static void read(JsonNode vector, byte[] bytes) {
        String kind = vector.get("kind").asText();
        if (kind.equals("device-parts")) {
            new PartCursor().wrapPadded(bytes, 0, bytes.length).skipAll();
        } else {
            RecordHeader header = new RecordHeader().wrap(bytes, 0);
            if (kind.startsWith("record-size-at-most-")) {
                header.sizeAtMost(Long.parseLong(kind.substring("record-size-at-most-".length())));
            }
        }
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        ALL.forEach(vector -> assertThat(names.add(
                        vector.get("kind").asText() + vector.get("name").asText()))
                .as(vector.toString())
                .isTrue());
    }

    /** There is a vector for whatever this codec knows. */
    @Test
    void nothingIsWithoutAVector() {
        Set<Opcode> commands = EnumSet.allOf(Opcode.class);
        Set<Opcode> results = EnumSet.allOf(Opcode.class);
        Set<PartType> parts = EnumSet.allOf(PartType.class);
        Set<PciCommonCfgField> fields = EnumSet.allOf(PciCommonCfgField.class);
        commands.remove(Opcode.UNKNOWN);
        results.removeAll(EnumSet.of(Opcode.UNKNOWN));
        parts.remove(PartType.UNKNOWN);
        for (JsonNode vector : ALL) {
            switch (vector.get("kind").asText()) {
                case "admin-command" -> commands.remove(opcode(vector));
                case "admin-result" -> results.remove(opcode(vector));
                case "device-part" -> {
                    parts.remove(
                            PartType.of(vector.get("fields").get("part_type").asInt()));
                    fields.removeIf(field -> field.name()
                            .equalsIgnoreCase(vector.get("fields").path("field").asText()));
                }
                default -> {}
            }
        }
        assertThat(commands).isEmpty();
        assertThat(results).isEmpty();
        assertThat(parts).isEmpty();
        assertThat(fields).isEmpty();
    }
}
