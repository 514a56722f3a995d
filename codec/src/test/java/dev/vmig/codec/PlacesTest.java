package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Encoders work anywhere in the caller's array: they say so in their errors, and copy only what they are told to. */
class PlacesTest {
    private static final int AT = 10;
    private static final byte[] SOURCE = {1, 2, 3, 4, 5, 6, 7};

    // spotless:off
    static List<Arguments> refusals() {
        return List.of(
                refusal("u8 at byte 12: needs 1 bytes, 0 remain", b -> LittleEndian.put8(b, 12, 1)),
                refusal("le16 at byte 11: needs 2 bytes, 1 remain", b -> LittleEndian.put16(b, 11, 1)),
                refusal("le32 at byte 10: needs 4 bytes, 2 remain", b -> LittleEndian.put32(b, AT, 1)),
                refusal("le64 at byte 10: needs 8 bytes, 2 remain", b -> LittleEndian.put64(b, AT, 1)),
                refusal("part header at byte 10: needs 16 bytes, 2 remain", b -> new PartHeader().wrap(b, AT)),
                refusal("padded structure at byte 10: needs 8 bytes, 2 remain", b -> CommandHeader.pad(b, AT, 1)),
                refusal("status header at byte 10: needs 8 bytes, 2 remain", b -> StatusHeader.encode(b, AT, 1, 1)),
                refusal("virtio_dev_part_vq_notify_data at byte 10: needs 8 bytes, 2 remain",
                        b -> VqNotifyData.encode(b, AT, 1, 1)),
                refusal("device_status 256 at byte 16: expected 0 to 255",
                        b -> new PartWriter().wrap(b, 0, 12).deviceStatus(256)),
                refusal("queue_notify_off 65536 at byte 16: expected 0 to 65535",
                        b -> new PartWriter().wrap(b, 0, 12).vqNotify(0, 65536, 0)),
                refusal("queue_notif_config_data 65536 at byte 18: expected 0 to 65535",
                        b -> new PartWriter().wrap(b, 0, 12).vqNotify(0, 0, 65536)),
                refusal("get_parts_resource_objects_limit 256 at byte 18: expected 0 to 255",
                        b -> Capability.encodeGetResult(b, AT, 256, 0)),
                refusal("id 65536 at byte 34: expected 0 to 65535", b -> Capability.encodeGet(b, AT, 65536)),
                refusal("id 65536 at byte 34: expected 0 to 65535",
                        b -> Capability.encodeSet(b, AT, 65536, SOURCE, 0, 1)),
                refusal("offset 256 at byte 34: expected 0 to 255",
                        b -> LegacyCfg.encodeRead(b, AT, LegacyRegion.COMMON_CFG, 1, 256)),
                refusal("offset 256 at byte 34: expected 0 to 255",
                        b -> LegacyCfg.encodeWrite(b, AT, LegacyRegion.COMMON_CFG, 1, 256, SOURCE, 0, 1)),
                refusal("DRIVER_CAP_SET at byte 10: needs 33 bytes, 2 remain",
                        b -> Capability.encodeSet(b, AT, 9, SOURCE, 2, 3)),
                refusal("LEGACY_COMMON_CFG_WRITE at byte 10: needs 33 bytes, 2 remain",
                        b -> LegacyCfg.encodeWrite(b, AT, LegacyRegion.COMMON_CFG, 1, 0, SOURCE, 2, 3)),
                refusal("type -1 at byte 18: expected 0 to 255",
                        b -> ResourceObj.encodeQueryResult(b, AT, PartsObjectKind.UNKNOWN)),
                refusal("type -1 at byte 50: expected 0 to 255",
                        b -> ResourceObj.encodeModify(b, AT, GroupType.SELF, 1, 1, PartsObjectKind.UNKNOWN)),
                refusal("type -1 at byte 42: expected 0 to 255",
                        b -> DevPartsMetadataGet.encode(b, AT, 1, 1, MetadataType.UNKNOWN)));
    }
    // spotless:on

    private static Arguments refusal(String message, Consumer<byte[]> encoder) {
        return Arguments.of(message, encoder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusalNamesThePlaceInTheArrayAndWritesNothing(String message, Consumer<byte[]> encoder) {
        byte[] bytes = new byte[12];
        assertThatThrownBy(() -> encoder.accept(bytes))
                .isInstanceOf(CodecException.class)
                .hasMessage(message);
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void valuesOfADoorbellAreCheckedAlsoWithoutAWriter() {
        for (int bad : new int[] {-1, 65536}) {
            assertThatThrownBy(() -> VqNotifyData.encode(new byte[18], AT, bad, 0))
                    .hasMessage("queue_notify_off %d at byte 10: expected 0 to 65535", bad);
            assertThatThrownBy(() -> VqNotifyData.encode(new byte[18], AT, 0, bad))
                    .hasMessage("queue_notif_config_data %d at byte 12: expected 0 to 65535", bad);
        }
    }

    /** A slice that does not begin at zero: its length is the difference of its ends. */
    @Test
    void sliceOfASourceIsCopiedAndNothingBehindIt() {
        byte[] exact = new byte[LegacyCfg.WRITE_LENGTH + 3];
        assertThat(LegacyCfg.encodeWrite(exact, 0, LegacyRegion.DEV_CFG, 1, 0, SOURCE, 2, 5))
                .isEqualTo(exact.length);
        assertThat(exact).endsWith(3, 4, 5);
        byte[] read = new byte[StatusHeader.LENGTH + 3];
        assertThat(LegacyCfg.encodeReadResult(read, 0, SOURCE, 2, 5)).isEqualTo(read.length);
        assertThat(read).endsWith(3, 4, 5);
        byte[] capability = new byte[StatusHeader.LENGTH + 3];
        assertThat(Capability.encodeGetResult(capability, 0, SOURCE, 2, 5)).isEqualTo(capability.length);
        assertThat(capability).endsWith(3, 4, 5);
        byte[] set = new byte[CommandHeader.LENGTH + Capability.VALUE + 3];
        assertThat(Capability.encodeSet(set, 0, 9, SOURCE, 2, 5)).isEqualTo(set.length);
        assertThat(set).endsWith(3, 4, 5);
    }

    @Test
    void everyEncoderReturnsTheBytesItWrote() {
        byte[] bytes = new byte[200];
        assertThat(DevPartsSet.encodeHeader(bytes, AT, 1, 1)).isEqualTo(DevPartsSet.LENGTH);
        assertThat(StatusHeader.encode(bytes, AT, AdminStatus.OK, StatusQualifier.OK))
                .isEqualTo(StatusHeader.LENGTH);
        assertThat(LegacyNotifyInfo.encodeEntry(bytes, AT, 1, 1, 1, 2)).isEqualTo(LegacyNotifyInfo.ENTRY_LENGTH);
    }

    @Test
    void paddingAndReservedBytesAreWrittenOverWhatStoodThere() {
        byte[] bytes = new byte[40];
        Arrays.fill(bytes, (byte) 0xee);
        assertThat(CommandHeader.pad(bytes, 1, 5)).isEqualTo(8);
        assertThat(Arrays.copyOfRange(bytes, 5, 10)).containsExactly(0xee, 0, 0, 0, 0xee);
        NetHashConfig.encode(bytes, 20, 1, new byte[] {5});
        assertThat(Arrays.copyOfRange(bytes, 20, 34)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 5);
    }

    @Test
    void writerCanBeChainedBehindEveryPartAndCountsFromWhereItBegan() {
        byte[] image = new byte[512];
        PartWriter writer = new PartWriter().wrap(image, AT, 512);
        int end = writer.devFeatures(new long[] {1})
                .drvFeatures(new long[] {1})
                .append(0x7ff, 1, 0, SOURCE, 2, 3)
                .netControl(NetControl.MAC_ADDR_SET, SOURCE, 0, 6)
                .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 3)
                .end();
        assertThat(end).isEqualTo(AT + 24 + 24 + 19 + 22 + 18);
        assertThat(writer.length()).isEqualTo(end - AT);
        assertThat(image[end]).isZero();
    }

    @Test
    void partThatFillsTheRangeFitsAndOneByteMoreDoesNot() {
        byte[] image = new byte[40];
        assertThat(new PartWriter().wrap(image, AT, 27).deviceStatus(1).end()).isEqualTo(27);
        assertThatThrownBy(() -> new PartWriter().wrap(image, AT, 26).deviceStatus(1))
                .hasMessage("part at byte 10: needs 17 bytes, 16 remain");
    }

    @Test
    void fieldOfAPartIsWrittenInItsBytesOnly() {
        byte[] image = new byte[40];
        Arrays.fill(image, (byte) 0xee);
        new PartWriter().wrap(image, 0, 40).pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 3);
        assertThat(Arrays.copyOfRange(image, 16, 19)).containsExactly(3, 0, 0xee);
    }
}
