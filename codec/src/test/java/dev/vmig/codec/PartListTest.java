package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.CodecException.Reason;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The list as a whole is judged as the cursor judges it part by part. */
class PartListTest {
    private record Verdict(int parts, Optional<String> damage) {}

    @Provide
    Arbitrary<List<Integer>> lengths() {
        return Arbitraries.of(0, 1, 8, 32, 32, 32, 33).list().ofMaxSize(12);
    }

    private static byte[] list(List<Integer> lengths) {
        byte[] bytes = new byte[lengths.stream().mapToInt(length -> length + 16).sum()];
        PartWriter writer = new PartWriter().wrap(bytes, 0, bytes.length);
        for (int length : lengths) {
            writer.append(0x104, length & 1, length, new byte[length], 0, length);
        }
        return bytes;
    }

    private static Verdict ofList(byte[] bytes, int from, int to) {
        Verdict verdict = judged(bytes, from, to);
        assertThat(PartList.isSound(bytes, from, to)).isEqualTo(verdict.damage.isEmpty());
        return verdict;
    }

    private static Verdict judged(byte[] bytes, int from, int to) {
        try {
            return new Verdict(PartList.validate(bytes, from, to), Optional.empty());
        } catch (CodecException damaged) {
            return new Verdict(-1, Optional.of(damaged.getMessage()));
        }
    }

    private static Verdict ofCursor(byte[] bytes, int from, int to) {
        PartCursor cursor = new PartCursor().wrap(bytes, from, to);
        int parts = 0;
        try {
            for (; cursor.next(); parts++) {
                int at = cursor.offset();
                int unknown = cursor.flags() & ~PartHeader.FLAG_OPTIONAL;
                PartRules.reserved("flags", unknown, at + PartHeader.FLAGS);
                PartRules.reserved("reserved", cursor.reserved(), at + PartHeader.RESERVED);
            }
            return new Verdict(parts, Optional.empty());
        } catch (CodecException damaged) {
            return new Verdict(-1, Optional.of(damaged.getMessage()));
        }
    }

    @Property(tries = 300)
    void soundListHasAsManyPartsAsWereWritten(@ForAll("lengths") List<Integer> lengths) {
        byte[] bytes = list(lengths);
        assertThat(PartList.validate(bytes, 0, bytes.length)).isEqualTo(lengths.size());
    }

    @Provide
    Arbitrary<byte[]> damagedLists() {
        return Combinators.combine(lengths(), Arbitraries.integers().between(0, 600), Arbitraries.bytes())
                .as((lengths, place, value) -> {
                    byte[] bytes = list(lengths);
                    if (bytes.length > 0) {
                        bytes[place % bytes.length] = value;
                    }
                    return bytes;
                });
    }

    @Property(tries = 2000)
    void damagedListIsRefusedInTheWordsOfTheCursor(
            @ForAll("damagedLists") byte[] bytes, @ForAll int someFrom, @ForAll int someTo) {
        assertThat(ofList(bytes, 0, bytes.length)).isEqualTo(ofCursor(bytes, 0, bytes.length));
        int from = Math.floorMod(someFrom, bytes.length + 1);
        int to = from + Math.floorMod(someTo, bytes.length - from + 1);
        assertThat(ofList(bytes, from, to)).isEqualTo(ofCursor(bytes, from, to));
    }

    @Test
    void rangeMustBeOneOfTheArray() {
        assertThatThrownBy(() -> PartList.validate(new byte[16], 0, 17)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> PartList.validate(new byte[16], 8, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void lengthIsUnsigned() {
        byte[] bytes = list(List.of(8, 8));
        LittleEndian.put32(bytes, 24 + PartHeader.VALUE_LENGTH, 0xffff_ffffL);
        assertThatThrownBy(() -> PartList.validate(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(CodecException.class, damaged -> {
                    assertThat(damaged.reason()).isEqualTo(Reason.LENGTH);
                    assertThat(damaged).hasMessage("length 4294967295 at byte 36: at most 8 bytes remain");
                });
    }
}
