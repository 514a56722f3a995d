package dev.vmig.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartId;
import dev.vmig.codec.PartWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.lang3.ArrayUtils;

/** Any images, any change: what was held and the difference give what there is. */
class ImageDifferenceTest {
    /** A part whose key is one of few, so that images often have the same ones, and sometimes one twice. */
    record Part(int type, long selector, int flags, List<Byte> value) {
        byte[] bytes() {
            return ArrayUtils.toPrimitive(value.toArray(new Byte[0]));
        }
    }

    @Provide
    Arbitrary<List<Part>> images() {
        Arbitrary<List<Byte>> values =
                Arbitraries.bytes().between((byte) 0, (byte) 1).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(0x200, 0x202),
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.integers().between(0, 1),
                        values)
                .as(Part::new)
                .list()
                .ofMaxSize(5);
    }

    private static ByteBuffer image(List<Part> parts, int padding) {
        byte[] bytes = new byte[3 + 19 * parts.size() + padding];
        PartWriter writer = new PartWriter().wrap(bytes, 3, bytes.length);
        parts.forEach(part -> writer.append(
                part.type(),
                part.flags(),
                part.selector(),
                part.bytes(),
                0,
                part.value().size()));
        return ByteBuffer.wrap(bytes, 3, writer.length() + padding).slice();
    }

    private static byte[] bytes(List<ByteBuffer> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining()));
        return all.toByteArray();
    }

    private static byte[] bytes(ByteBuffer image) {
        return bytes(List.of(image));
    }

    @Property(tries = 1000)
    void whatIsHeldAndTheDifferenceAreWhatThereIs(
            @ForAll("images") List<Part> before,
            @ForAll("images") List<Part> after,
            @ForAll @IntRange(max = 7) int padding) {
        check(before, after, padding);
    }

    /** Changes to the values alone, as they mostly are. */
    @Property(tries = 1000)
    void changedValuesAreTheDifference(
            @ForAll("images") List<Part> before, @ForAll("images") List<Part> values, @ForAll int mask) {
        List<Part> after = IntStream.range(0, before.size())
                .mapToObj(i -> {
                    Part part = before.get(i);
                    boolean changed = (mask >>> i & 1) != 0 && i < values.size();
                    return changed
                            ? new Part(
                                    part.type(),
                                    part.selector(),
                                    part.flags(),
                                    values.get(i).value())
                            : part;
                })
                .toList();
        check(before, after, 0);
    }

    private static void check(List<Part> before, List<Part> after, int padding) {
        ByteBuffer old = image(before, padding);
        ByteBuffer now = image(after, padding);
        Optional<List<ByteBuffer>> difference = ImageDifference.between(old, now);
        List<PartId> keys = keys(after);
        boolean sameParts =
                keys(before).equals(keys) && keys.stream().distinct().count() == keys.size();
        assertThat(difference.isPresent()).isEqualTo(sameParts);

        HeldParts held = new HeldParts();
        held.set(bytes(old));
        held.set(difference.map(ImageDifferenceTest::bytes).orElse(bytes(now)));
        HeldParts wanted = new HeldParts();
        wanted.set(bytes(now));
        assertThat(held.values()).containsAllEntriesOf(wanted.values());
        if (sameParts) {
            assertThat(held.values()).isEqualTo(wanted.values());
            long changed = IntStream.range(0, after.size())
                    .filter(i -> before.get(i).flags() != after.get(i).flags()
                            || !before.get(i).value().equals(after.get(i).value()))
                    .mapToLong(i -> 16L + after.get(i).value().size())
                    .sum();
            assertThat(bytes(difference.orElseThrow())).hasSize((int) changed);
        }
    }

    private static List<PartId> keys(List<Part> parts) {
        return parts.stream()
                .map(part -> new PartId(part.type(), part.selector()))
                .toList();
    }

    /** The checks above would notice a difference that lacks a part. */
    @Property(tries = 300)
    void omittedPartIsMissing(@ForAll("images") List<Part> before, @ForAll @IntRange(max = 4) int changed) {
        if (keys(before).stream().distinct().count() < before.size() || changed >= before.size()) {
            return;
        }
        List<Part> after = new ArrayList<>(before);
        Part part = before.get(changed);
        after.set(changed, new Part(part.type(), part.selector(), part.flags(), List.of((byte) 7)));
        ByteBuffer old = image(before, 0);
        ByteBuffer now = image(after, 0);
        List<ByteBuffer> pieces = ImageDifference.between(old, now).orElseThrow();
        assertThat(pieces).hasSize(1);

        HeldParts held = new HeldParts();
        held.set(bytes(old));
        HeldParts wanted = new HeldParts();
        wanted.set(bytes(now));
        assertThat(held.values()).isNotEqualTo(wanted.values());
        held.set(bytes(pieces));
        assertThat(held.values()).isEqualTo(wanted.values());
    }

    @Property(tries = 300)
    void bytesBehindThePaddingAreNotLeftOut(@ForAll("images") List<Part> parts, @ForAll @IntRange(max = 20) int at) {
        ByteBuffer image = image(parts, 40);
        byte[] bytes = bytes(image);
        bytes[bytes.length - 1 - at] = 1;
        assertThat(ImageDifference.between(image, ByteBuffer.wrap(bytes))).isEmpty();
    }
}
