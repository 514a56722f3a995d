package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartialImageTest {
    @Test
    @DisplayName("the layout, byte by byte; the record is mandatory")
    void bytes() {
        byte[] bytes = new byte[32];
        assertThat(PartialImage.encodeBeginning(bytes, 0, 0x1122_3344_5566_7788L, 34))
                .isEqualTo(32);
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("3200000000000000" + "00000000" + "02000080" + "76706172" + "00000000" + "8877665544332211");
        assertThat(new RecordHeader().wrap(bytes, 0).isOptional()).isFalse();
    }

    @Test
    @DisplayName("nothing of what the buffer held before is left")
    void usedBuffer() {
        byte[] used = new byte[32];
        Arrays.fill(used, (byte) 0xff);
        PartialImage.encodeBeginning(used, 0, 3, 0);
        byte[] fresh = new byte[32];
        PartialImage.encodeBeginning(fresh, 0, 3, 0);
        assertThat(used).isEqualTo(fresh);
    }

    @Property(tries = 200)
    void whatWasWrittenIsRead(
            @ForAll @LongRange(min = 0) long base,
            @ForAll @IntRange(max = 1 << 20) int parts,
            @ForAll @IntRange(max = 9) int at) {
        byte[] bytes = new byte[32 + at];
        PartialImage.encodeBeginning(bytes, at, base, parts);
        RecordHeader header = new RecordHeader().wrap(bytes, at);
        assertThat(header.tag()).isEqualTo(PartialImage.TAG);
        assertThat(header.recordSize()).isEqualTo(PartialImage.LENGTH + parts);
        assertThat(PartialImage.readBase(bytes, at + RecordHeader.LENGTH, bytes.length))
                .isEqualTo(base);
    }

    @Property(tries = 200)
    void eachDamagedBitOfMagicAndReservedIsFoundOut(@ForAll @IntRange(max = 63) int bit) {
        byte[] bytes = new byte[32];
        PartialImage.encodeBeginning(bytes, 0, 1, 0);
        bytes[RecordHeader.LENGTH + bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> PartialImage.readBase(bytes, RecordHeader.LENGTH, 32))
                .isInstanceOf(CodecException.class)
                .hasMessageMatching("(magic|reserved) \\d+ at byte (16|20): expected \\d+");
    }

    @Test
    @DisplayName("what is too short is refused, by either side")
    void tooShort() {
        assertThatThrownBy(() -> PartialImage.readBase(new byte[20], 5, 20))
                .hasMessage("partial image at byte 5: needs 16 bytes, 15 remain");
        assertThatThrownBy(() -> PartialImage.encodeBeginning(new byte[32], 1, 0, 0))
                .hasMessage("partial image at byte 1: needs 32 bytes, 31 remain");
    }
}
