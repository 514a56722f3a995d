package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the driver encodes, the device reads, and the other way round; buffer lengths by Virtio 1.4, 2.13.1 and .2. */
class AdminCommandsTest {
    private final CommandView command = new CommandView();
    private final ResultView result = new ResultView();
    private final byte[] bytes = new byte[256];

    @Property(tries = 200)
    void deviceReadsWhatTheDriverWrote(
            @ForAll long member,
            @ForAll @LongRange(max = 0xffffffffL) long id,
            @ForAll boolean flag,
            @ForAll @IntRange(max = 255) int limit) {
        PartsObjectKind kind = flag ? PartsObjectKind.SET : PartsObjectKind.GET;
        read(ResourceObj.encodeCreate(bytes, 0, GroupType.SR_IOV, member, id, kind), Opcode.RESOURCE_OBJ_CREATE);
        assertThat(command.memberId()).isEqualTo(member);
        assertThat(ResourceObj.id(command)).isEqualTo(id);
        assertThat(ResourceObj.type(command)).isEqualTo(ResourceObj.TYPE_DEV_PARTS);
        assertThat(ResourceObj.flags(command)).isZero();
        assertThat(PartsObjectKind.of(ResourceObj.kind(command))).isEqualTo(kind);
        read(ResourceObj.encodeDestroy(bytes, 0, GroupType.SR_IOV, member, id), Opcode.RESOURCE_OBJ_DESTROY);
        assertThat(ResourceObj.id(command)).isEqualTo(id);
        read(DevModeSet.encode(bytes, 0, member, flag), Opcode.DEV_MODE_SET);
        assertThat(DevModeSet.isStop(command)).isEqualTo(flag);
        read(Capability.encodeSet(bytes, 0, limit, 255 - limit), Opcode.DRIVER_CAP_SET);
        assertThat(Capability.id(command)).isEqualTo(Capability.DEV_PARTS);
        assertThat(Capability.getLimit(command)).isEqualTo(limit);
        assertThat(Capability.setLimit(command)).isEqualTo(255 - limit);
        read(OpcodeList.encodeUse(bytes, 0, GroupType.SR_IOV, member), Opcode.LIST_USE);
        assertThat(OpcodeList.opcodes(command)).isEqualTo(member);
        read(DevPartsMetadataGet.encode(bytes, 0, member, id, MetadataType.SIZE), Opcode.DEV_PARTS_METADATA_GET);
        assertThat(MetadataType.of(DevPartsMetadataGet.type(command))).isEqualTo(MetadataType.SIZE);
        assertThat(ResourceObj.id(command)).isEqualTo(id);
    }

    @Property(tries = 100)
    void remainingGettersReadWhatWasWritten(
            @ForAll @LongRange(max = 0xffffffffL) long id,
            @ForAll @IntRange(max = 0xffff) int capability,
            @ForAll @IntRange(max = 255) int limit) {
        read(Capability.encodeGet(bytes, 0, capability), Opcode.DEVICE_CAP_GET);
        assertThat(Capability.id(command)).isEqualTo(capability);
        result.wrap(bytes, 0, 256, Capability.encodeGetResult(bytes, 0, limit, 255 - limit));
        assertThat(Capability.getLimit(result)).isEqualTo(limit);
        assertThat(Capability.setLimit(result)).isEqualTo(255 - limit);
        read(
                ResourceObj.encodeModify(bytes, 0, GroupType.SELF, 0, id, PartsObjectKind.SET),
                Opcode.RESOURCE_OBJ_MODIFY);
        assertThat(ResourceObj.id(command)).isEqualTo(id);
        assertThat(PartsObjectKind.of(ResourceObj.kind(command))).isEqualTo(PartsObjectKind.SET);
        LittleEndian.put64(bytes, CommandHeader.LENGTH + 8, ~id);
        assertThat(ResourceObj.flags(command)).isEqualTo(~id);
        read(ResourceObj.encodeQuery(bytes, 0, GroupType.SELF, 0, id), Opcode.RESOURCE_OBJ_QUERY);
        LittleEndian.put64(bytes, CommandHeader.LENGTH + 8, ~id);
        assertThat(ResourceObj.flags(command)).isEqualTo(~id);
        result.wrap(bytes, 0, 256, ResourceObj.encodeQueryResult(bytes, 0, PartsObjectKind.SET));
        assertThat(PartsObjectKind.of(ResourceObj.kind(result))).isEqualTo(PartsObjectKind.SET);
        result.wrap(bytes, 0, 256, OpcodeList.encodeQueryResult(bytes, 0, ~id));
        assertThat(OpcodeList.opcodes(result)).isEqualTo(~id);
    }

    @Test
    void selectorsReadAsTheyWereMade() {
        assertThat(PartSelector.pciOffset(PartSelector.pciCommonCfg(0xfedcba98L)))
                .isEqualTo(0xfedcba98L);
        assertThat(PartSelector.queueIndex(PartSelector.vqIndex(0xfedc))).isEqualTo(0xfedc);
        long selector = PartSelector.netControl(0xfe, 0xdc);
        assertThat(PartSelector.netClass(selector)).isEqualTo(0xfe);
        assertThat(PartSelector.netCommand(selector)).isEqualTo(0xdc);
    }

    private void read(int length, Opcode opcode) {
        command.wrap(bytes, 0, length);
        assertThat(Opcode.of(command.opcode())).isEqualTo(opcode);
    }

    @Property(tries = 200)
    void missingReadableBytesReadAsZeroAndSurplusOnesAreIgnored(
            @ForAll @Size(64) byte[] sent, @ForAll @IntRange(max = 64) int present) {
        byte[] extended = Arrays.copyOf(Arrays.copyOf(sent, present), 128);
        CommandView whole = new CommandView().wrap(extended, 0, 128);
        command.wrap(sent, 0, present);
        assertThat(command.opcode()).isEqualTo(whole.opcode());
        assertThat(command.groupType()).isEqualTo(whole.groupType());
        assertThat(command.memberId()).isEqualTo(whole.memberId());
        for (int at = 0; at < 60; at++) {
            assertThat(command.u8(at)).isEqualTo(whole.u8(at));
            assertThat(command.u16(at)).isEqualTo(whole.u16(at));
            assertThat(command.u32(at)).isEqualTo(whole.u32(at));
            assertThat(command.u64(at)).isEqualTo(whole.u64(at));
        }
        assertThat(command.u64(Integer.MAX_VALUE - 1)).isZero();
        assertThat(command.dataLength()).isEqualTo(Math.max(0, present - 24));
    }

    @Test
    @Tag("AVQ-TXT-03")
    @Tag("AVQ-DRV-06")
    void resultEndsAtTheUsedLength() {
        DevPartsMetadataGet.encodeResult(bytes, 0, 0xa1b2c3d4L);
        assertThat(DevPartsMetadataGet.size(result.wrap(bytes, 0, 16, 16))).isEqualTo(0xa1b2c3d4L);
        assertThat(DevPartsMetadataGet.size(result.wrap(bytes, 0, 16, 10))).isEqualTo(0xc3d4);
        assertThat(DevPartsMetadataGet.size(result.wrap(bytes, 0, 16, 8))).isZero();
        assertThat(result.wrap(bytes, 0, 16, 3).dataLength()).isZero();
        result.wrap(bytes, 0, 16, 0xffffffffL);
        assertThat(result.length()).as("a used length that lies").isEqualTo(16);
        assertThat(result.usedLength()).isEqualTo(0xffffffffL);
    }

    @Test
    void statusesWithoutANameAreCarriedAsNumbers() {
        StatusHeader.encode(bytes, 0, 5000, 0x1234);
        result.wrap(bytes, 0, 8, 8);
        assertThat(result.isOk()).isFalse();
        assertThat(result.status()).isEqualTo(5000);
        assertThat(AdminStatus.of(result.status())).isEqualTo(AdminStatus.UNKNOWN);
        assertThat(result.qualifier()).isEqualTo(0x1234);
        StatusHeader.encode(bytes, 0, AdminStatus.EINVAL, StatusQualifier.INVALID_MEMBER);
        assertThat(AdminStatus.of(result.status())).isEqualTo(AdminStatus.EINVAL);
        assertThat(StatusQualifier.of(result.qualifier())).isEqualTo(StatusQualifier.INVALID_MEMBER);
        assertThat(result.wrap(bytes, 0, StatusHeader.encodeOk(bytes, 0), 8).isOk())
                .isTrue();
    }

    @Test
    void listOfHeadersIsThatOfTheImage() {
        byte[] image = new byte[100];
        PartWriter writer =
                new PartWriter().wrap(image, 2, 100).deviceStatus(15).vqNotify(3, 1, 2);
        PartCursor cursor = new PartCursor();
        int length = DevPartsMetadataGet.encodeListResult(bytes, 5, cursor, image, 2, writer.end());
        assertThat(length).isEqualTo(16 + 2 * 16);
        PartHeader header = new PartHeader();
        result.wrap(bytes, 5, 256, length);
        assertThat(DevPartsMetadataGet.count(result)).isEqualTo(2);
        assertThat(DevPartsMetadataGet.headersPresent(result)).isEqualTo(2);
        DevPartsMetadataGet.header(result, 1, header);
        assertThat(header.type()).isEqualTo(0x105);
        assertThat(header.valueLength()).isEqualTo(8);
        assertThat(PartSelector.queueIndex(header.selector())).isEqualTo(3);
        assertThat(DevPartsMetadataGet.headersPresent(result.wrap(bytes, 5, 256, length - 1)))
                .isEqualTo(1);
        assertThatThrownBy(() -> DevPartsMetadataGet.header(result, 1, header))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void partThatDoesNotFitIsRefusedAndNothingIsWritten() {
        byte[] image = new byte[100];
        PartWriter writer = new PartWriter().wrap(image, 10, 10 + 16 + 3);
        assertThatThrownBy(() -> writer.append(0x100, 0, 0, new byte[] {1, 2, 3, 4}, 0, 4))
                .hasMessage("part at byte 10: needs 20 bytes, 19 remain");
        for (int type : new int[] {-1, 0x10000}) {
            assertThatThrownBy(() -> writer.append(type, 0, 0, new byte[] {1}, 0, 1))
                    .hasMessageStartingWith("part_type");
        }
        for (int flags : new int[] {-1, 0x100, 0x1000000}) {
            assertThatThrownBy(() -> writer.append(0x100, flags, 0, new byte[] {1}, 0, 1))
                    .hasMessageStartingWith("flags");
        }
        assertThat(writer.length()).isZero();
        assertThat(image).containsOnly(0);
        assertThat(writer.append(0x100, 0, 0, new byte[] {1, 2, 3}, 0, 3).end()).isEqualTo(29);
    }

    @Test
    void selectedHeadersAreCountedByTheBuffer() {
        byte[] headers = new byte[32];
        PartHeader.encode(headers, 0, 0x103, 0, 0, 0);
        PartHeader.encode(headers, 16, 0x104, 0, PartSelector.vqIndex(5), 0);
        int length = DevPartsGet.encodeSelected(bytes, 0, 4, 9, headers, 0, 2);
        command.wrap(bytes, 0, length);
        assertThat(PartsGetType.of(DevPartsGet.type(command))).isEqualTo(PartsGetType.SELECTED);
        assertThat(DevPartsGet.selectedCount(command)).isEqualTo(2);
        assertThat(DevPartsGet.selected(command, 1, new PartHeader()).selector())
                .isEqualTo(5);
        assertThat(DevPartsGet.selectedCount(command.wrap(bytes, 0, length - 1)))
                .isEqualTo(1);
        assertThat(DevPartsGet.selectedCount(command.wrap(bytes, 0, 30))).isZero();
    }

    @Test
    void partsTravelFromAResultIntoASetAsTheyAre() {
        PartCursor cursor = new PartCursor();
        int header = StatusHeader.encodeOk(bytes, 0);
        PartWriter writer = new PartWriter().wrap(bytes, header, 100).deviceStatus(15);
        result.wrap(bytes, 0, 100, writer.end());
        assertThat(DevPartsGet.parts(result, cursor).skipAll()).isEqualTo(1);
        byte[] set = new byte[64];
        int length = DevPartsSet.encode(set, 0, 1, 2, bytes, result.dataOffset(), result.dataOffset() + 17);
        int padded = CommandHeader.pad(set, 0, length);
        assertThat(new int[] {length, padded}).containsExactly(49, 56);
        command.wrap(set, 0, padded);
        assertThat(DevPartsSet.parts(command, cursor).skipAll()).isEqualTo(1);
        assertThat(cursor.number()).isEqualTo(15);
        assertThat(DevPartsSet.parts(command.wrap(set, 0, 20), cursor).skipAll())
                .isZero();
    }

    @Test
    @Tag("ADM-TXT-06")
    void listsMayCarryMoreZeroWords() {
        OpcodeList.encodeUse(bytes, 0, GroupType.SR_IOV, 3);
        assertThat(OpcodeList.namesMore(command.wrap(bytes, 0, 60))).isFalse();
        bytes[59] = 1;
        assertThat(OpcodeList.namesMore(command.wrap(bytes, 0, 60))).isTrue();
        assertThat(command.bit(1)).isTrue();
        assertThat(command.bit(2)).isFalse();
        assertThat(command.bit(280)).isTrue();
        assertThat(command.bit(100_000)).isFalse();
    }
}
