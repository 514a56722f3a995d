package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecordHeaderTest {
    private final RecordHeader header = new RecordHeader();

    @Property(tries = 300)
    void whatIsWrittenIsRead(
            @ForAll long size,
            @ForAll @LongRange(max = 0xffffffffL) long flags,
            @ForAll @LongRange(max = 0xffffffffL) long tag,
            @ForAll @IntRange(max = 9) int at) {
        byte[] bytes = new byte[at + 16];
        assertThat(RecordHeader.encode(bytes, at, size, flags, tag)).isEqualTo(16);
        header.wrap(bytes, at);
        assertThat(header.recordSize()).isEqualTo(size);
        assertThat(header.flags()).isEqualTo(flags);
        assertThat(header.tag()).isEqualTo(tag);
        assertThat(header.isOptional()).isEqualTo((flags & 1) == 1);
    }

    @Test
    void sizeIsUnsignedAndCheckedAgainstTheMaximum() {
        byte[] bytes = new byte[20];
        RecordHeader.encodeDeviceData(bytes, 4, -1);
        assertThatThrownBy(() -> header.wrap(bytes, 4).sizeAtMost(0xffffffffL))
                .isInstanceOf(CodecException.class)
                .hasMessage("record_size 18446744073709551615 at byte 4: expected at most 4294967295");
        RecordHeader.encodeDeviceData(bytes, 4, 4096);
        assertThat(header.wrap(bytes, 4).sizeAtMost(4096)).isEqualTo(4096);
        assertThatThrownBy(() -> header.sizeAtMost(4095)).isInstanceOf(CodecException.class);
    }

    @Test
    void headerThatIsCutIsRefused() {
        for (int at : new int[] {1, 16, 17, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> header.wrap(new byte[16], at)).isInstanceOf(CodecException.class);
        }
        assertThatThrownBy(() -> header.wrap(new byte[16], 9))
                .hasMessage("record header at byte 9: needs 16 bytes, 7 remain");
    }
}
