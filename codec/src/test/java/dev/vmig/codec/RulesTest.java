package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The rules on damaged bytes: an answer or a refusal that names a byte, whatever the bytes are. */
class RulesTest {
    private static final List<JsonNode> VALID =
            Vectors.all().stream().filter(vector -> !vector.has("error")).toList();

    private static byte[] vector(String kind, String name) {
        return VALID.stream()
                .filter(vector -> vector.get("kind").asText().equals(kind)
                        && vector.get("name").asText().equals(name))
                .map(vector -> Vectors.bytes(vector, "hex"))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<CodecException> refusal(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (CodecException refused) {
            return Optional.of(refused);
        }
    }

    private static Optional<CodecException> parts(byte[] bytes, int from, int to) {
        return refusal(() -> PartRules.check(new PartCursor().wrapPadded(bytes, from, to)));
    }

    private static Optional<CodecException> stream(byte[] bytes, int from, int to) {
        return refusal(() -> {
            RecordCursor cursor = new RecordCursor().wrap(bytes, from, to);
            while (cursor.next()) {
                assertThat(cursor.payloadOffset() + cursor.payloadLength()).isLessThanOrEqualTo(to);
            }
        });
    }

    @Test
    void everyFlippedBitOfAnImageIsAcceptedOrRefusedInsideIt() {
        byte[] image = vector("device-parts", "net-image");
        int refused = 0;
        for (int bit = 0; bit < 8 * image.length; bit++) {
            byte[] damaged = image.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Optional<CodecException> refusal = parts(damaged, 0, damaged.length);
            refusal.ifPresent(e -> assertThat(e.offset()).isBetween(0, image.length));
            refused += refusal.isPresent() ? 1 : 0;
        }
        assertThat(refused).as("headers are damaged, too").isGreaterThan(1000);
    }

    @Test
    void everyCommandIsRefusedWhereItsStructureIsCut() {
        for (JsonNode vector : VALID) {
            if (vector.get("kind").asText().equals("admin-command")) {
                byte[] bytes = Vectors.bytes(vector, "hex");
                for (int length = 0; length < bytes.length; length++) {
                    CommandView view = new CommandView().wrap(bytes, 0, length);
                    Optional<CodecException> refused = refusal(() -> CommandRules.check(view));
                    if (length < CommandHeader.LENGTH) {
                        assertThat(refused.orElseThrow()).hasMessageContaining("command header at byte 0: needs 24");
                    }
                    refused.ifPresent(e -> assertThat(e.offset()).isLessThanOrEqualTo(view.length()));
                }
            }
        }
    }

    @Property(tries = 500)
    void anyBytesGetAnAnswer(@ForAll @Size(max = 120) byte[] bytes, @ForAll @IntRange(max = 17) int opcode) {
        int length = bytes.length;
        ResultView result = new ResultView().wrap(bytes, 0, length, length);
        byte[] command = bytes.clone();
        if (length > CommandHeader.LENGTH) {
            CommandHeader.encode(command, 0, opcode, opcode % 2, 1);
        }
        for (Optional<CodecException> refused : List.of(
                parts(bytes, 0, length),
                stream(bytes, 0, length),
                refusal(() -> ResultRules.check(Opcode.of(opcode), result)),
                refusal(() -> CommandRules.check(new CommandView().wrap(command, 0, length))))) {
            refused.ifPresent(e -> assertThat(e.offset()).isBetween(0, length));
        }
    }

    @Test
    void offsetsAreIndicesOfTheArrayWhereverTheStructureBegins() {
        for (int from : new int[] {0, 1, 5}) {
            byte[] bytes = new byte[64];
            bytes[from + 3] = 7;
            PartHeader.encode(bytes, from, 0x103, 0, 0, 1);
            bytes[from + 3] = 7;
            assertThat(parts(bytes, from, from + 17).orElseThrow())
                    .hasMessage("reserved 7 at byte " + (from + 3) + ": reserved, expected 0");
            Arrays.fill(bytes, (byte) 0);
            int length = DevModeSet.encode(bytes, from, 1, true);
            bytes[from + 24] = 5;
            CommandView command = new CommandView().wrap(bytes, from, from + length);
            assertThat(refusal(() -> CommandRules.check(command)).orElseThrow().offset())
                    .isEqualTo(from + 24);
            Arrays.fill(bytes, (byte) 0);
            StatusHeader.encode(bytes, from, 0, 3);
            ResultView result = new ResultView().wrap(bytes, from, from + 8, 8);
            assertThat(refusal(() -> ResultRules.check(Opcode.DEV_MODE_SET, result))
                            .orElseThrow()
                            .offset())
                    .isEqualTo(from + 2);
        }
    }

    @Test
    void streamIsRefusedAtTheRecordThatIsCut() {
        byte[] stream = vector("record-stream", "optional-between-images");
        int first = RecordHeader.LENGTH + 171;
        int second = first + RecordHeader.LENGTH + 3;
        for (int length = 0; length <= stream.length; length++) {
            int start = length > second ? second : length > first ? first : 0;
            Optional<CodecException> refused = stream(stream, 0, length);
            if (length == 0 || length == first || length == second || length == stream.length) {
                assertThat(refused).isEmpty();
            } else {
                assertThat(refused.orElseThrow().offset())
                        .as("cut at %d", length)
                        .isEqualTo(start);
            }
        }
    }

    @Test
    void refusedRecordLeavesTheCursorAtTheLastGoodOne() {
        byte[] stream = vector("record-stream", "optional-between-images");
        RecordCursor cursor = new RecordCursor().wrap(stream, 0, stream.length - 1);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isImage()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isImage()).isFalse();
        assertThatThrownBy(cursor::next).isInstanceOf(CodecException.class);
        assertThat(cursor.offset()).isEqualTo(187);
        assertThat(cursor.payloadOffset()).isEqualTo(203);
        assertThat(cursor.payloadLength()).isEqualTo(3);
        assertThat(cursor.isImage()).isFalse();
        assertThatThrownBy(() -> cursor.wrap(stream, 0, stream.length + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Each error of the vectors needs its own check: the bytes are sound once the one byte is as it was. */
    @Test
    void rulesNoticeTheOneByteThatTheyNameAndNothingElse() {
        byte[] image = vector("device-parts", "small-image");
        assertThat(parts(image, 0, image.length)).isEmpty();
        image[2] = 0;
        assertThat(parts(image, 0, image.length).orElseThrow()).hasMessage("flags 0 at byte 2: expected 1");
        image[2] = 1;
        image[32] = 0;
        image[34] = 1;
        assertThat(parts(image, 0, image.length).orElseThrow())
                .hasMessage("part_type 256 at byte 32: stands there a second time, with the same selector");
    }
}
