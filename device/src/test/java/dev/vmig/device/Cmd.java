package dev.vmig.device;

import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.LegacyCfg;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Admin commands as bytes; members by id, 1 for the first VF. */
final class Cmd {
    static final long SELF_OPCODES = 0x383;
    static final long SR_IOV_OPCODES = 0x3fc03;

    private Cmd() {}

    private static byte[] bytes(int length, ToIntFunction<byte[]> encoder) {
        byte[] bytes = new byte[length];
        return Arrays.copyOf(bytes, encoder.applyAsInt(bytes));
    }

    static byte[] header(int opcode, int group, long member) {
        return bytes(CommandHeader.LENGTH, b -> CommandHeader.encode(b, 0, opcode, group, member));
    }

    static byte[] listQuery(GroupType group) {
        return bytes(OpcodeList.QUERY_LENGTH, b -> OpcodeList.encodeQuery(b, 0, group));
    }

    static byte[] listUse(GroupType group, long opcodes) {
        return bytes(OpcodeList.USE_LENGTH, b -> OpcodeList.encodeUse(b, 0, group, opcodes));
    }

    static byte[] capIdList() {
        return bytes(Capability.LIST_LENGTH, b -> Capability.encodeList(b, 0));
    }

    static byte[] deviceCapGet(int id) {
        return bytes(Capability.GET_LENGTH, b -> Capability.encodeGet(b, 0, id));
    }

    static byte[] driverCapSet(int get, int set) {
        return bytes(Capability.SET_LENGTH, b -> Capability.encodeSet(b, 0, get, set));
    }

    static byte[] create(long member, long id, PartsObjectKind kind) {
        return bytes(
                ResourceObj.CREATE_LENGTH, b -> ResourceObj.encodeCreate(b, 0, GroupType.SR_IOV, member, id, kind));
    }

    static byte[] modify(long member, long id, PartsObjectKind kind) {
        return bytes(
                ResourceObj.CREATE_LENGTH, b -> ResourceObj.encodeModify(b, 0, GroupType.SR_IOV, member, id, kind));
    }

    static byte[] query(long member, long id) {
        return bytes(ResourceObj.QUERY_LENGTH, b -> ResourceObj.encodeQuery(b, 0, GroupType.SR_IOV, member, id));
    }

    static byte[] destroy(long member, long id) {
        return bytes(ResourceObj.DESTROY_LENGTH, b -> ResourceObj.encodeDestroy(b, 0, GroupType.SR_IOV, member, id));
    }

    static byte[] metadata(long member, long id, MetadataType type) {
        return bytes(DevPartsMetadataGet.LENGTH, b -> DevPartsMetadataGet.encode(b, 0, member, id, type));
    }

    static byte[] getAll(long member, long id) {
        return bytes(DevPartsGet.LENGTH, b -> DevPartsGet.encodeAll(b, 0, member, id));
    }

    static byte[] getSelected(long member, long id, byte[] headers) {
        return bytes(
                DevPartsGet.LENGTH + headers.length,
                b -> DevPartsGet.encodeSelected(b, 0, member, id, headers, 0, headers.length / 16));
    }

    static byte[] set(long member, long id, byte[] image) {
        return bytes(
                DevPartsSet.LENGTH + image.length, b -> DevPartsSet.encode(b, 0, member, id, image, 0, image.length));
    }

    static byte[] mode(long member, boolean stop) {
        return bytes(DevModeSet.LENGTH, b -> DevModeSet.encode(b, 0, member, stop));
    }

    static byte[] legacyWrite(LegacyRegion region, long member, int offset, byte... registers) {
        return bytes(
                LegacyCfg.WRITE_LENGTH + registers.length,
                b -> LegacyCfg.encodeWrite(b, 0, region, member, offset, registers, 0, registers.length));
    }

    static byte[] legacyRead(LegacyRegion region, long member, int offset) {
        return bytes(LegacyCfg.READ_LENGTH, b -> LegacyCfg.encodeRead(b, 0, region, member, offset));
    }

    static byte[] notifyInfo(long member) {
        return bytes(LegacyNotifyInfo.LENGTH, b -> LegacyNotifyInfo.encode(b, 0, member));
    }
}
