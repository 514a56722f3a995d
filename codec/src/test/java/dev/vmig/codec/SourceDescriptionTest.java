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

class SourceDescriptionTest {
    private static final int HEADER = RecordHeader.LENGTH;

    @Test
    @DisplayName("the layout, byte by byte")
    void bytes() {
        byte[] bytes = new byte[48];
        Arrays.fill(bytes, (byte) 0xee);
        int length = SourceDescription.encodeRecord(
                bytes, 0, 1, 5, 0x1122_3344_5566_7788L, 0x99aa_bbcc_ddee_ff01L, 0xfedc_ba98L);
        assertThat(length).isEqualTo(48);
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("2000000000000000" + "01000000" + "01000080" + "766d6967" + "0100" + "0500"
                        + "8877665544332211" + "01ffeeddccbbaa99" + "98badcfe" + "00000000");
    }

    @Property(tries = 200)
    void whatWasWrittenIsRead(
            @ForAll @IntRange(max = 0xffff) int device,
            @ForAll @IntRange(max = 0xffff) int queues,
            @ForAll long low,
            @ForAll long high,
            @ForAll @LongRange(max = 0xffff_ffffL) long size,
            @ForAll @IntRange(max = 9) int appended) {
        byte[] bytes = new byte[48 + appended];
        Arrays.fill(bytes, (byte) 0xee);
        SourceDescription.encodeRecord(bytes, 0, device, queues, low, high, size);
        RecordHeader header = new RecordHeader().wrap(bytes, 0);
        assertThat(header.tag()).isEqualTo(SourceDescription.TAG);
        assertThat(header.isOptional()).isTrue();
        assertThat(header.recordSize()).isEqualTo(SourceDescription.LENGTH);
        SourceDescription read =
                SourceDescription.read(bytes, HEADER, bytes.length).orElseThrow();
        assertThat(read.deviceId()).isEqualTo(device);
        assertThat(read.queues()).isEqualTo(queues);
        assertThat(read.featuresLow()).isEqualTo(low);
        assertThat(read.featuresHigh()).isEqualTo(high);
        assertThat(read.imageSize()).isEqualTo(size);
    }

    @Test
    @DisplayName("a record without the magic is of another kind, a shorter one is none")
    void others() {
        assertThat(SourceDescription.read(new byte[32], 0, 32)).isEmpty();
        assertThatThrownBy(() -> SourceDescription.read(new byte[32], 1, 32))
                .hasMessage("source description at byte 1: needs 32 bytes, 31 remain");
    }

    @Test
    @DisplayName("numbers that do not fit are refused, and nothing is written")
    void refusals() {
        byte[] bytes = new byte[48];
        assertThatThrownBy(() -> SourceDescription.encodeRecord(bytes, 0, 65_536, 0, 0, 0, 0))
                .hasMessage("device_id 65536 at byte 20: expected 0 to 65535");
        assertThatThrownBy(() -> SourceDescription.encodeRecord(bytes, 0, 0, -1, 0, 0, 0))
                .hasMessage("num_queues -1 at byte 22: expected 0 to 65535");
        assertThatThrownBy(() -> SourceDescription.encodeRecord(bytes, 0, 0, 0, 0, 0, 1L << 32))
                .hasMessage("image_size 4294967296 at byte 40: expected 0 to 4294967295");
        assertThatThrownBy(() -> SourceDescription.encodeRecord(bytes, 1, 0, 0, 0, 0, 0))
                .hasMessage("source description at byte 1: needs 48 bytes, 47 remain");
        assertThat(bytes).containsOnly(0);
    }
}
