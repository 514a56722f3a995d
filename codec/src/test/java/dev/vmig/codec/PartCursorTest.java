package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Virtio 1.4, 2.14: parts follow each other directly. */
class PartCursorTest {
    /** A part to write, and what must be read; the value in hex, so that a failure prints it. */
    record Part(int type, int flags, long selector, String hex) {
        byte[] value() {
            return HexFormat.of().parseHex(hex);
        }
    }

    private final PartCursor cursor = new PartCursor();
    private final PartWriter writer = new PartWriter();

    @Provide
    Arbitrary<List<Part>> parts() {
        return Combinators.combine(
                        // Type 0 with nothing else set is the end of a padded list.
                        Arbitraries.integers().between(1, 0xffff),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.longs(),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(HexFormat.of()::formatHex))
                .as(Part::new)
                .list()
                .ofMaxSize(6);
    }

    private byte[] image(List<Part> parts, int from) {
        byte[] bytes = new byte[400];
        writer.wrap(bytes, from, bytes.length);
        for (Part part : parts) {
            writer.append(part.type, part.flags, part.selector, part.value(), 0, part.value().length);
        }
        return Arrays.copyOf(bytes, writer.end());
    }

    private void readsBack(List<Part> parts, int from) {
        int at = from;
        for (Part part : parts) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.type()).isEqualTo(part.type);
            assertThat(cursor.flags()).isEqualTo(part.flags);
            assertThat(cursor.reserved()).isZero();
            assertThat(cursor.isOptional()).isEqualTo(part.flags % 2 == 1);
            assertThat(cursor.selector()).isEqualTo(part.selector);
            assertThat(cursor.offset()).isEqualTo(at);
            assertThat(cursor.length()).isEqualTo(part.value().length);
            assertThat(Arrays.copyOfRange(cursor.bytes(), cursor.valueOffset(), cursor.valueOffset() + cursor.length()))
                    .isEqualTo(part.value());
            at += 16 + part.value().length;
            assertThat(cursor.end()).isEqualTo(at);
        }
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.end()).isEqualTo(at);
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll("parts") List<Part> parts, @ForAll @IntRange(max = 9) int from) {
        byte[] bytes = image(parts, from);
        cursor.wrap(bytes, from, bytes.length);
        readsBack(parts, from);
    }

    @Property(tries = 200)
    void zerosBehindAPaddedListAreNoParts(@ForAll("parts") List<Part> parts, @ForAll @IntRange(max = 40) int zeros) {
        byte[] bytes = image(parts, 0);
        int to = bytes.length;
        byte[] padded = Arrays.copyOf(bytes, to + zeros);
        cursor.wrapPadded(padded, 0, padded.length);
        readsBack(parts, 0);
        if (zeros % 16 != 0) {
            assertThatThrownBy(() -> cursor.wrap(padded, 0, padded.length).skipAll())
                    .isInstanceOf(CodecException.class);
        }
    }

    @Property(tries = 100)
    void truncatedListIsRefusedAtThePartThatIsCutUnlessTheCutIsBetweenParts(@ForAll("parts") List<Part> parts) {
        byte[] bytes = image(parts, 0);
        int whole = 0;
        int start = 0;
        for (int to = 0; to <= bytes.length; to++) {
            if (whole < parts.size() && to == start + 16 + parts.get(whole).value().length) {
                start = to;
                whole++;
            }
            int end = to;
            if (to == start) {
                assertThat(cursor.wrap(bytes, 0, to).skipAll()).isEqualTo(whole);
            } else {
                CodecException refused = catchThrowableOfType(
                        CodecException.class, () -> cursor.wrap(bytes, 0, end).skipAll());
                assertThat(refused).as("cut at %d", to).isNotNull();
                assertThat(refused.offset()).isEqualTo(to - start < 16 ? start : start + 12);
            }
        }
    }

    @Property(tries = 500)
    void anyBytesAreEitherRefusedOrPartsInsideTheRange(@ForAll byte[] bytes, @ForAll boolean padded) {
        if (padded) {
            cursor.wrapPadded(bytes, 0, bytes.length);
        } else {
            cursor.wrap(bytes, 0, bytes.length);
        }
        try {
            int at = 0;
            while (cursor.next()) {
                assertThat(cursor.offset()).isEqualTo(at);
                at = cursor.valueOffset() + cursor.length();
                assertThat(at).isBetween(16, bytes.length);
            }
            assertThat(padded || at == bytes.length).isTrue();
        } catch (CodecException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }

    @Test
    void lengthBeyondTheRangeIsNamedWithItsByte() {
        byte[] bytes = new byte[148];
        PartHeader.encode(bytes, 84, 0x104, 0, 0, 0xffffffffL);
        assertThatThrownBy(() -> cursor.wrap(bytes, 84, 148).next())
                .hasMessage("length 4294967295 at byte 96: at most 48 bytes remain");
        PartHeader.encode(bytes, 84, 0x104, 0, 0, 49);
        assertThatThrownBy(() -> cursor.wrap(bytes, 84, 148).next())
                .hasMessage("length 49 at byte 96: at most 48 bytes remain");
        PartHeader.encode(bytes, 84, 0x104, 0, 0, 48);
        assertThat(cursor.wrap(bytes, 84, 148).next()).isTrue();
    }

    @Test
    void refusalLeavesTheCursorAtTheLastGoodPart() {
        byte[] bytes = new byte[40];
        writer.wrap(bytes, 0, 40).deviceStatus(0x0f);
        bytes[17] = 1;
        assertThatThrownBy(() -> cursor.wrapPadded(bytes, 0, 20).skipAll())
                .hasMessage("part header at byte 17: the last 3 bytes are too few for a part header and not all zero");
        assertThat(cursor.type()).isEqualTo(0x103);
        assertThat(cursor.number()).isEqualTo(0x0f);
    }

    @Test
    void rangeOutsideTheArrayIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> cursor.wrap(new byte[16], 0, 17)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> writer.wrap(new byte[16], -1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void typedPartsHaveTheirLengthsAndSelectors() {
        byte[] bytes = new byte[200];
        writer.wrap(bytes, 0, 200)
                .devFeatures(3, 4)
                .drvFeatures(1, 4)
                .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 3)
                .deviceStatus(15)
                .vqCfg(2, 256, VqCfg.NO_VECTOR, 1, 0x1000, 0x2000, 0x3000)
                .vqNotify(2, 7, 9);
        cursor.wrap(bytes, 0, writer.length());
        int[][] expected = {{0x100, 1, 16}, {0x101, 0, 16}, {0x102, 0, 2}, {0x103, 0, 1}, {0x104, 0, 32}, {0x105, 0, 8}
        };
        long[] selectors = {0, 0, 18, 0, 2, 2};
        for (int i = 0; i < expected.length; i++) {
            assertThat(cursor.next()).isTrue();
            assertThat(new int[] {cursor.type(), cursor.flags(), cursor.length()})
                    .isEqualTo(expected[i]);
            assertThat(cursor.selector()).isEqualTo(selectors[i]);
            int value = cursor.valueOffset();
            switch (PartType.of(cursor.type())) {
                case PCI_COMMON_CFG -> assertThat(cursor.number()).isEqualTo(3);
                case VQ_CFG -> {
                    assertThat(VqCfg.queueSize(bytes, value)).isEqualTo(256);
                    assertThat(VqCfg.vector(bytes, value)).isEqualTo(0xffff);
                    assertThat(VqCfg.enabled(bytes, value)).isEqualTo(1);
                    assertThat(VqCfg.desc(bytes, value)).isEqualTo(0x1000);
                    assertThat(VqCfg.driver(bytes, value)).isEqualTo(0x2000);
                    assertThat(VqCfg.device(bytes, value)).isEqualTo(0x3000);
                }
                case VQ_NOTIFY_CFG -> {
                    assertThat(VqNotifyData.notifyOff(bytes, value)).isEqualTo(7);
                    assertThat(VqNotifyData.configData(bytes, value)).isEqualTo(9);
                }
                default -> assertThat(LittleEndian.u8(bytes, value)).isIn(3, 1, 15);
            }
        }
        assertThat(cursor.next()).isFalse();
    }

    /** Virtio 1.4, 2.14: bits 1 to 7 of the flags and the byte behind them are reserved. */
    @Test
    void reservedBitsAreReported() {
        byte[] part = new byte[PartHeader.LENGTH];
        PartHeader.encode(part, 0, 0x601, PartHeader.FLAG_OPTIONAL, 5, 0);
        cursor.wrap(part, 0, part.length).next();
        assertThat(cursor.reservedBits()).isZero();
        part[2] |= (byte) 0x82;
        part[3] = 0x41;
        cursor.wrap(part, 0, part.length).next();
        assertThat(cursor.reservedBits()).isEqualTo(0x4182);
    }
}
