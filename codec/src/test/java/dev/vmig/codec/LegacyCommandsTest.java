package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Opcodes 2 to 6 and the registers that they reach (Virtio 1.4, 2.12.1.1 and 4.1.4.10). */
class LegacyCommandsTest {
    private static final int AT = 3;
    private static final long MEMBER = 0x1122334455667788L;
    private static final byte[] REGISTERS = {0x11, 0x22, 0x33, 0x44};

    private final byte[] bytes = filled(200);
    private final CommandView command = new CommandView();
    private final ResultView result = new ResultView();

    private static byte[] filled(int size) {
        byte[] filled = new byte[size];
        Arrays.fill(filled, (byte) 0xee);
        return filled;
    }

    private void header(int opcode, int length) {
        Layout.of("virtio_admin_cmd (device-readable part)")
                .holds(bytes, AT, Map.of("opcode", (long) opcode, "group_type", 1L, "group_member_id", MEMBER));
        untouchedFrom(length);
    }

    private void untouchedFrom(int length) {
        assertThat(Arrays.copyOfRange(bytes, AT + length, bytes.length)).containsOnly(0xee);
        assertThat(Arrays.copyOf(bytes, AT)).containsOnly(0xee);
    }

    @ParameterizedTest
    @EnumSource
    void writeIsOffsetSevenZerosAndTheRegisterBytes(LegacyRegion region) {
        int length = LegacyCfg.encodeWrite(bytes, AT, region, MEMBER, 0xfe, REGISTERS, 1, 4);
        assertThat(length).isEqualTo(24 + 8 + 3);
        header(region == LegacyRegion.COMMON_CFG ? 2 : 4, length);
        assertThat(Arrays.copyOfRange(bytes, AT + 24, AT + length))
                .containsExactly(0xfe, 0, 0, 0, 0, 0, 0, 0, 0x22, 0x33, 0x44);
        command.wrap(bytes, AT, AT + length);
        assertThat(LegacyCfg.offset(command)).isEqualTo(0xfe);
        assertThat(LegacyCfg.accessLength(command)).isEqualTo(3);
        assertThat(LegacyCfg.register(command, 2)).isEqualTo(0x44);
        assertThat(LegacyCfg.register(command, 3)).isZero();
        assertThat(LegacyCfg.accessLength(command.wrap(bytes, AT, AT + 30))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void readIsOneByteOfOffset(LegacyRegion region) {
        int length = LegacyCfg.encodeRead(bytes, AT, region, MEMBER, 0xfe);
        assertThat(length).isEqualTo(25);
        header(region == LegacyRegion.COMMON_CFG ? 3 : 5, length);
        assertThat(bytes[AT + 24]).isEqualTo((byte) 0xfe);
        assertThat(LegacyCfg.offset(command.wrap(bytes, AT, AT + length))).isEqualTo(0xfe);
    }

    @Property(tries = 50)
    void readResultIsTheRegisterBytes(@ForAll @Size(max = 8) byte[] registers, @ForAll @IntRange(max = 8) int used) {
        Arrays.fill(bytes, (byte) 0xee); // jqwik makes one instance for all tries.
        int length = LegacyCfg.encodeReadResult(bytes, AT, registers, 0, registers.length);
        assertThat(length).isEqualTo(8 + registers.length);
        int seen = Math.min(used, registers.length);
        result.wrap(bytes, AT, AT + 100, 8L + seen);
        for (int i = 0; i < 9; i++) {
            assertThat(LegacyCfg.register(result, i)).isEqualTo(i < seen ? registers[i] & 0xff : 0);
        }
        untouchedFrom(length);
    }

    @Test
    void notifyInfoIsFourEntriesOfSixteenBytes() {
        int length = LegacyNotifyInfo.encode(bytes, AT, MEMBER);
        header(6, length);
        length = LegacyNotifyInfo.encodeResult(bytes, AT);
        assertThat(length).isEqualTo(8 + 64);
        assertThat(Arrays.copyOfRange(bytes, AT, AT + length)).containsOnly(0);
        untouchedFrom(length);
        LegacyNotifyInfo.encodeEntry(bytes, AT, 1, LegacyNotifyInfo.FLAGS_MEMBER, 0xfd, 0x8877665544332211L);
        assertThat(Arrays.copyOfRange(bytes, AT + 8 + 16, AT + 8 + 32))
                .containsExactly(2, 0xfd, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88);
        untouchedFrom(length);
        result.wrap(bytes, AT, bytes.length, length);
        assertThat(LegacyNotifyInfo.flags(result, 0)).isEqualTo(LegacyNotifyInfo.FLAGS_END);
        assertThat(LegacyNotifyInfo.flags(result, 1)).isEqualTo(LegacyNotifyInfo.FLAGS_MEMBER);
        assertThat(LegacyNotifyInfo.bar(result, 1)).isEqualTo(0xfd);
        assertThat(LegacyNotifyInfo.offset(result, 1)).isEqualTo(0x8877665544332211L);
        assertThat(LegacyNotifyInfo.flags(result.wrap(bytes, AT, bytes.length, 24), 1))
                .as("an entry behind the used length")
                .isEqualTo(LegacyNotifyInfo.FLAGS_END);
        assertThatThrownBy(() -> LegacyNotifyInfo.flags(result, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LegacyNotifyInfo.encodeEntry(bytes, AT, -1, 0, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void registersHaveNoGapAndMsixAddsTwo() {
        int at = 0;
        for (LegacyCommonCfgField field : LegacyCommonCfgField.values()) {
            assertThat(field.offset()).as(field.name()).isEqualTo(at);
            for (int i = 0; i < field.length(); i++) {
                assertThat(LegacyCommonCfgField.containing(at++)).isEqualTo(field);
            }
        }
        assertThat(at).isEqualTo(LegacyCommonCfgField.regionLength(true)).isEqualTo(24);
        assertThat(LegacyCommonCfgField.regionLength(false))
                .isEqualTo(LegacyCommonCfgField.CONFIG_MSIX_VECTOR.offset())
                .isEqualTo(20);
        assertThat(LegacyCommonCfgField.QUEUE_NOTIFY.offset()).isEqualTo(16);
        assertThatThrownBy(() -> LegacyCommonCfgField.containing(24))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("offset 24: expected 0 to 23");
    }

    private static void refuses(RefusalTest.Encoder encoder, String message) {
        byte[] bytes = filled(100);
        assertThatThrownBy(() -> encoder.encode(bytes, 10))
                .isInstanceOf(CodecException.class)
                .hasMessage(message);
        assertThat(bytes).isEqualTo(filled(100));
    }

    @Test
    void encoderThatRefusesHasWrittenNothing() {
        LegacyRegion region = LegacyRegion.COMMON_CFG;
        refuses(
                (b, at) -> LegacyCfg.encodeWrite(b, at, region, 1, 256, REGISTERS, 0, 4),
                "offset 256 at byte 34: expected 0 to 255");
        refuses(
                (b, at) -> LegacyCfg.encodeWrite(b, at, region, 1, 0, new byte[59], 0, 59),
                "LEGACY_COMMON_CFG_WRITE at byte 10: needs 91 bytes, 90 remain");
        refuses((b, at) -> LegacyCfg.encodeRead(b, at, region, 1, -1), "offset -1 at byte 34: expected 0 to 255");
        refuses(
                (b, at) -> LegacyCfg.encodeRead(b, 76, region, 1, 0),
                "LEGACY_COMMON_CFG_READ at byte 76: needs 25 bytes, 24 remain");
        refuses(
                (b, at) -> LegacyCfg.encodeReadResult(b, 90, REGISTERS, 0, 4),
                "legacy configuration read result at byte 90: needs 12 bytes, 10 remain");
        refuses(
                (b, at) -> LegacyNotifyInfo.encode(b, 77, 1),
                "LEGACY_NOTIFY_INFO at byte 77: needs 24 bytes, 23 remain");
        refuses(
                (b, at) -> LegacyNotifyInfo.encodeResult(b, 29),
                "LEGACY_NOTIFY_INFO result at byte 29: needs 72 bytes, 71 remain");
        refuses(
                (b, at) -> LegacyNotifyInfo.encodeEntry(b, at, 0, 256, 0, 0),
                "flags 256 at byte 18: expected 0 to 255");
        refuses((b, at) -> LegacyNotifyInfo.encodeEntry(b, at, 0, 2, -1, 0), "bar -1 at byte 19: expected 0 to 255");
        refuses(
                (b, at) -> LegacyNotifyInfo.encodeEntry(b, 77, 0, 2, 1, 0),
                "virtio_pci_legacy_notify_info at byte 85: needs 16 bytes, 15 remain");
    }
}
