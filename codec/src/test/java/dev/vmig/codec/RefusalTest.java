package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An encoder that refuses has written nothing, and says what is wrong and where. */
class RefusalTest {
    /** Encodes at an index and returns the length. */
    interface Encoder {
        int encode(byte[] bytes, int at);
    }

    private static final List<Encoder> ALL = List.of(
            (b, at) -> RecordHeader.encodeDeviceData(b, at, 1),
            (b, at) -> CommandHeader.encode(b, at, 1, 1, 1),
            (b, at) -> StatusHeader.encode(b, at, 1, 1),
            (b, at) -> OpcodeList.encodeQuery(b, at, GroupType.SELF),
            (b, at) -> OpcodeList.encodeQueryResult(b, at, 1),
            (b, at) -> OpcodeList.encodeUse(b, at, GroupType.SELF, 1),
            Capability::encodeList,
            (b, at) -> Capability.encodeListResult(b, at, 1),
            (b, at) -> Capability.encodeGet(b, at, 0),
            (b, at) -> Capability.encodeGetResult(b, at, 1, 1),
            (b, at) -> Capability.encodeSet(b, at, 1, 1),
            (b, at) -> ResourceObj.encodeCreate(b, at, GroupType.SR_IOV, 1, 1, PartsObjectKind.GET),
            (b, at) -> ResourceObj.encodeModify(b, at, GroupType.SR_IOV, 1, 1, PartsObjectKind.GET),
            (b, at) -> ResourceObj.encodeQuery(b, at, GroupType.SR_IOV, 1, 1),
            (b, at) -> ResourceObj.encodeQueryResult(b, at, PartsObjectKind.GET),
            (b, at) -> ResourceObj.encodeDestroy(b, at, GroupType.SR_IOV, 1, 1),
            (b, at) -> DevPartsMetadataGet.encode(b, at, 1, 1, MetadataType.SIZE),
            (b, at) -> DevPartsMetadataGet.encodeResult(b, at, 1),
            (b, at) -> DevPartsMetadataGet.encodeListResult(b, at, new PartCursor(), new byte[32], 0, 32),
            (b, at) -> DevPartsGet.encodeAll(b, at, 1, 1),
            (b, at) -> DevPartsGet.encodeSelected(b, at, 1, 1, new byte[16], 0, 1),
            (b, at) -> DevPartsSet.encode(b, at, 1, 1, new byte[5], 0, 5),
            (b, at) -> DevModeSet.encode(b, at, 1, true),
            (b, at) -> PartHeader.encode(b, at, 1, 1, 1, 1),
            (b, at) -> VqCfg.encode(b, at, 1, 1, 1, 1, 1, 1),
            (b, at) -> VqNotifyData.encode(b, at, 1, 1));

    @Test
    void everyEncoderRefusesEveryBufferThatIsTooShortAndFitsTheExactOne() {
        for (Encoder encoder : ALL) {
            int length = encoder.encode(new byte[100], 0);
            assertThat(encoder.encode(new byte[length + 2], 2)).isEqualTo(length);
            for (int size = 0; size < length + 2; size++) {
                byte[] bytes = new byte[size];
                Arrays.fill(bytes, (byte) 0xee);
                assertThatThrownBy(() -> encoder.encode(bytes, 2)).isInstanceOf(CodecException.class);
                assertThat(bytes).isEqualTo(filled(size));
            }
            for (int at : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> encoder.encode(new byte[100], at)).isInstanceOf(CodecException.class);
            }
        }
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0xee);
        return bytes;
    }

    private static void refuses(Encoder encoder, String message) {
        byte[] bytes = filled(100);
        assertThatThrownBy(() -> encoder.encode(bytes, 10))
                .isInstanceOf(CodecException.class)
                .hasMessage(message)
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        assertThat(bytes).isEqualTo(filled(100));
    }

    @Test
    void valuesThatDoNotFitTheirFieldAreRefusedWithFieldAndByte() {
        refuses((b, at) -> CommandHeader.encode(b, at, 0x10000, 1, 1), "opcode 65536 at byte 10: expected 0 to 65535");
        refuses((b, at) -> CommandHeader.encode(b, at, 1, -1, 1), "group_type -1 at byte 12: expected 0 to 65535");
        refuses(
                (b, at) -> OpcodeList.encodeQuery(b, at, GroupType.UNKNOWN),
                "group_type -1 at byte 12: expected 0 to 65535");
        refuses(
                (b, at) -> StatusHeader.encode(b, at, 0, 65536),
                "status_qualifier 65536 at byte 12: expected 0 to 65535");
        refuses(
                (b, at) -> Capability.encodeSet(b, at, 1, 256),
                "set_parts_resource_objects_limit 256 at byte 43: expected 0 to 255");
        refuses(
                (b, at) -> ResourceObj.encodeDestroy(b, at, GroupType.SR_IOV, 1, 1L << 32),
                "id 4294967296 at byte 38: expected 0 to 4294967295");
        refuses(
                (b, at) -> ResourceObj.encodeCreate(b, at, GroupType.SR_IOV, 1, 1, PartsObjectKind.UNKNOWN),
                "type -1 at byte 50: expected 0 to 255");
        refuses((b, at) -> RecordHeader.encode(b, at, 1, -1, 0), "flags -1 at byte 18: expected 0 to 4294967295");
        refuses((b, at) -> RecordHeader.encode(b, at, 1, 0, -1), "tag -1 at byte 22: expected 0 to 4294967295");
        refuses((b, at) -> PartHeader.encode(b, at, 1, 1, 1, -1), "length -1 at byte 22: expected 0 to 4294967295");
        refuses(
                (b, at) -> DevPartsMetadataGet.encodeResult(b, at, 1L << 32),
                "size 4294967296 at byte 18: expected 0 to 4294967295");
        refuses((b, at) -> PartHeader.encode(b, at, 1, 256, 1, 1), "flags 256 at byte 12: expected 0 to 255");
        refuses((b, at) -> VqCfg.encode(b, at, 1, 65536, 1, 1, 1, 1), "vector 65536 at byte 12: expected 0 to 65535");
        refuses(
                (b, at) -> new PartWriter()
                        .wrap(b, at, 100)
                        .vqCfg(1, 1, 1, -5, 1, 1, 1)
                        .length(),
                "enabled -5 at byte 30: expected 0 to 65535");
        refuses(
                (b, at) ->
                        new PartWriter().wrap(b, at, 100).vqNotify(65536, 1, 1).length(),
                "selector index 65536 at byte 0: expected 0 to 65535");
        refuses(
                (b, at) -> new PartWriter()
                        .wrap(b, at, 100)
                        .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 65536)
                        .length(),
                "NUM_QUEUES 65536 at byte 26: expected 0 to 65535");
        refuses(
                (b, at) -> new PartWriter().wrap(b, at, 26).deviceStatus(1).length(),
                "part at byte 10: needs 17 bytes, 16 remain");
        refuses(
                (b, at) -> new PartWriter().wrap(b, at, 99).begin(1, 0, 0, -1),
                "length -1 at byte 22: expected 0 to 4294967295");
        refuses(
                (b, at) -> DevPartsSet.encode(b, at, 1, 1, new byte[60], 0, 60),
                "DEV_PARTS_SET at byte 10: needs 92 bytes, 90 remain");
    }

    @Test
    void numbersAreUnsignedAndNeverLeaveTheArray() {
        byte[] bytes = new byte[8];
        LittleEndian.put8(bytes, 7, 0xfe);
        LittleEndian.put16(bytes, 5, 0xfedc);
        LittleEndian.put32(bytes, 1, 0xfedcba98L);
        assertThat(LittleEndian.u8(bytes, 7)).isEqualTo(0xfe);
        assertThat(LittleEndian.u16(bytes, 5)).isEqualTo(0xfedc);
        assertThat(LittleEndian.u32(bytes, 1)).isEqualTo(0xfedcba98L);
        assertThat(LittleEndian.u64(bytes, 0)).isEqualTo(0xfefedcfedcba9800L);
        refuses((b, at) -> LittleEndian.u8(b, 100), "u8 at byte 100: needs 1 bytes, 0 remain");
        refuses((b, at) -> LittleEndian.u16(b, 99), "le16 at byte 99: needs 2 bytes, 1 remain");
        refuses((b, at) -> (int) LittleEndian.u32(b, 97), "le32 at byte 97: needs 4 bytes, 3 remain");
        refuses((b, at) -> (int) LittleEndian.u64(b, 93), "le64 at byte 93: needs 8 bytes, 7 remain");
        byte[] part = new byte[25];
        PartHeader.encode(part, 0, 0x300, 0x81, 0, 9);
        PartCursor cursor = new PartCursor().wrap(part, 0, 25);
        assertThat(cursor.next()).isTrue();
        refuses((b, at) -> (int) cursor.number(), "length 9 at byte 12: expected at most 8");
        part[3] = (byte) 0xab;
        PartHeader header = new PartHeader().wrap(part, 0);
        assertThat(header.flags()).isEqualTo(0x81);
        assertThat(header.isOptional()).isTrue();
        assertThat(header.reserved()).isEqualTo(0xab);
    }

    @Test
    void exceptionSaysItInFieldsToo() {
        try {
            RecordHeader.encode(new byte[16], 3, 0, 0, 0);
            assertThat(false).as("refused").isTrue();
        } catch (CodecException e) {
            assertThat(e.reason()).isEqualTo(CodecException.Reason.TOO_SHORT);
            assertThat(e.field()).isEqualTo("record header");
            assertThat(e.value()).isEqualTo(16);
            assertThat(e.offset()).isEqualTo(3);
            assertThat(e.limit()).isEqualTo(13);
        }
    }
}
