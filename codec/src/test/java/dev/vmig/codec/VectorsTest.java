package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
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

/** The golden vectors, which know nothing of this codec; README.md beside them describes them. */
class VectorsTest {
    private static final int ROOM = 1 << 16;
    private static final List<JsonNode> ALL = Vectors.all();
    private static final Set<String> KINDS =
            Set.of("admin-command", "admin-result", "device-part", "device-parts", "record-stream", "record-header");

    static Stream<Arguments> valid() {
        return vectors(false);
    }

    static Stream<Arguments> invalid() {
        return vectors(true);
    }

    private static Stream<Arguments> vectors(boolean invalid) {
        return ALL.stream()
                .filter(vector -> vector.has("error") == invalid)
                .map(vector -> Arguments.of(text(vector, "kind") + " " + text(vector, "name"), vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    @Tag("AVQ-TXT-01")
    @Tag("AVQ-DRV-02")
    @Tag("DP-TXT-17")
    @Tag("DP-TXT-18")
    @Tag("DP-TXT-20")
    @Tag("DP-TXT-21")
    @Tag("L-59")
    void isReadAsItSaysAndWrittenAsItStands(String name, JsonNode vector) throws JsonProcessingException {
        byte[] bytes = Vectors.bytes(vector, "hex");
        JsonNode fields = vector.get("fields");
        // Through text, since an int and a long of the same value are different nodes.
        assertThat(new ObjectMapper().readTree(decode(vector, bytes).toString()))
                .isEqualTo(fields);
        byte[] written = new byte[ROOM];
        Arrays.fill(written, (byte) 0xee);
        int length = encode(vector, fields, written);
        assertThat(Vectors.hex(written, 0, length)).isEqualTo(text(vector, "hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void breaksNoRule(String name, JsonNode vector) {
        check(vector, Vectors.bytes(vector, "hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    @Tag("DP-TXT-16")
    @Tag("DP-TXT-17")
    @Tag("DP-TXT-18")
    @Tag("DP-TXT-19")
    @Tag("DP-TXT-20")
    void isRefusedWhereItSays(String name, JsonNode vector) {
        byte[] bytes = Vectors.bytes(vector, "hex");
        CodecException refused = catchThrowableOfType(CodecException.class, () -> check(vector, bytes));
        assertThat(refused).as(vector.toString()).isNotNull();
        assertThat(refused.reason().word() + " at " + refused.offset())
                .as(refused.getMessage())
                .isEqualTo(text(vector, "error") + " at " + vector.get("offset"));
        assertThat(refused.getMessage()).contains(" at byte " + refused.offset());
    }

    private static JsonNode decode(JsonNode vector, byte[] bytes) {
        return switch (text(vector, "kind")) {
            case "admin-command" -> VectorCommands.decode(opcode(vector), bytes);
            case "admin-result" -> VectorResults.decode(opcode(vector), vector.path("request"), bytes);
            case "device-part" -> VectorParts.decode(bytes);
            case "device-parts" -> {
                var list = Vectors.object();
                VectorParts.decodeList(list, new PartCursor().wrapPadded(bytes, 0, bytes.length), bytes.length);
                yield list;
            }
            case "record-stream" -> VectorRecords.decodeStream(bytes);
            case "record-header" -> VectorRecords.decodeHeader(bytes);
            default -> throw new AssertionError("unknown kind in " + vector);
        };
    }

    private static int encode(JsonNode vector, JsonNode fields, byte[] into) {
        return switch (text(vector, "kind")) {
            case "admin-command" -> VectorCommands.encode(opcode(vector), fields, into);
            case "admin-result" -> VectorResults.encode(opcode(vector), fields, into);
            case "device-part" -> copy(VectorParts.encode(fields), into);
            case "device-parts" -> copy(VectorParts.encodeList(fields), into);
            case "record-stream" -> VectorRecords.encodeStream(fields, into);
            case "record-header" -> VectorRecords.encodeHeader(fields, into, 0);
            default -> throw new AssertionError("unknown kind in " + vector);
        };
    }

    /** Judges the bytes by the rules of their kind. */
    private static void check(JsonNode vector, byte[] bytes) {
        int length = bytes.length;
        switch (text(vector, "kind")) {
            case "admin-command" -> CommandRules.check(new CommandView().wrap(bytes, 0, length));
            case "admin-result" -> ResultRules.check(opcode(vector), new ResultView().wrap(bytes, 0, length, length));
            case "device-part", "device-parts" -> PartRules.check(new PartCursor().wrapPadded(bytes, 0, length));
            case "record-stream" -> {
                RecordCursor cursor = new RecordCursor().wrap(bytes, 0, length);
                while (cursor.next()) {
                    assertThat(cursor.payloadLength()).isNotNegative();
                }
            }
            case "record-header" -> {
                RecordHeader header = new RecordHeader().wrap(bytes, 0);
                if (vector.has("maximum")) {
                    header.sizeAtMost(Vectors.u64(vector, "maximum"));
                }
            }
            default -> throw new AssertionError("unknown kind in " + vector);
        }
    }

    private static int copy(byte[] from, byte[] into) {
        System.arraycopy(from, 0, into, 0, from.length);
        return from.length;
    }

    private static Opcode opcode(JsonNode vector) {
        return Opcode.valueOf(text(vector, "command"));
    }

    private static String text(JsonNode vector, String field) {
        return vector.get(field).asText();
    }

    @Test
    void namesAreUniqueAndKindsKnown() {
        Set<String> names = new HashSet<>();
        for (JsonNode vector : ALL) {
            assertThat(text(vector, "kind")).isIn(KINDS);
            assertThat(names.add(text(vector, "kind") + " " + text(vector, "name")))
                    .as(vector.toString())
                    .isTrue();
        }
    }

    /** There is a vector for whatever this codec knows, and more than a few for each kind. */
    @Test
    void nothingIsWithoutAVector() {
        Set<Opcode> commands = EnumSet.complementOf(EnumSet.of(Opcode.UNKNOWN));
        Set<Opcode> results = EnumSet.complementOf(EnumSet.of(Opcode.UNKNOWN));
        Set<PartType> parts = EnumSet.allOf(PartType.class);
        Set<NetControl> controls = EnumSet.complementOf(EnumSet.of(NetControl.UNKNOWN));
        Set<PciCommonCfgField> fields = EnumSet.allOf(PciCommonCfgField.class);
        Set<String> kinds = new HashSet<>(KINDS);
        Set<String> judged = new HashSet<>(KINDS);
        // A single part is judged as a list of one; a value that does not fit its field has no bytes.
        judged.remove("device-part");
        Set<CodecException.Reason> reasons = EnumSet.complementOf(EnumSet.of(CodecException.Reason.RANGE));
        for (JsonNode vector : ALL) {
            String kind = text(vector, "kind");
            if (vector.has("error")) {
                judged.remove(kind);
                reasons.removeIf(reason -> reason.word().equals(text(vector, "error")));
                continue;
            }
            kinds.remove(kind);
            switch (kind) {
                case "admin-command" -> commands.remove(opcode(vector));
                case "admin-result" -> results.remove(opcode(vector));
                case "device-part" -> {
                    parts.remove(PartType.of(vector.at("/fields/hdr/part_type").intValue()));
                    JsonNode selector = vector.at("/fields/hdr/selector");
                    controls.removeIf(control -> control.controlClass()
                                    == selector.path("class").asInt(-1)
                            && control.command() == selector.path("command").asInt(-1));
                    fields.removeIf(
                            field -> vector.at("/fields/value").has(field.name().toLowerCase(Locale.ROOT)));
                }
                default -> {}
            }
        }
        assertThat(List.of(commands, results, parts, controls, fields, kinds, judged, reasons))
                .allSatisfy(missing -> assertThat(missing).isEmpty());
    }
}
