package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Device-readable parts of the golden vectors, both ways. */
final class VectorCommands {
    private VectorCommands() {}

    /** What the codec reads from {@code bytes}, by the names of the vectors. */
    static ObjectNode decode(Opcode opcode, byte[] bytes) {
        CommandView view = new CommandView().wrap(bytes, 0, bytes.length);
        ObjectNode fields = Vectors.object()
                .put("opcode", view.opcode())
                .put("group_type", view.groupType())
                .put("group_member_id", Long.toUnsignedString(view.memberId()));
        ObjectNode data = fields.putObject("command_specific_data");
        switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY, LEGACY_NOTIFY_INFO -> {}
            case LIST_USE -> words(data.putArray("device_admin_cmd_opcodes"), view);
            case LEGACY_COMMON_CFG_WRITE, LEGACY_DEV_CFG_WRITE -> {
                byte[] registers = new byte[LegacyCfg.accessLength(view)];
                for (int at = 0; at < registers.length; at++) {
                    registers[at] = (byte) LegacyCfg.register(view, at);
                }
                data.put("offset", LegacyCfg.offset(view)).put("data", Vectors.hex(registers, 0, registers.length));
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> data.put("offset", LegacyCfg.offset(view));
            case DEVICE_CAP_GET -> data.put("id", Capability.id(view));
            case DRIVER_CAP_SET -> {
                data.put("id", Capability.id(view));
                int length = Capability.length(view);
                if (Capability.id(view) == Capability.DEV_PARTS) {
                    limits(data, Capability.getLimit(view), Capability.setLimit(view));
                } else {
                    data.put("cap_specific_data", Vectors.hex(bytes, bytes.length - length, length));
                }
            }
            case RESOURCE_OBJ_CREATE -> {
                object(data, view).put("flags", Long.toUnsignedString(ResourceObj.flags(view)));
                data.putObject("resource_obj_specific_data").put("type", ResourceObj.kind(view));
            }
            case RESOURCE_OBJ_MODIFY -> {
                object(data, view).put("flags", Long.toUnsignedString(ResourceObj.flags(view)));
                data.putObject("resource_obj_specific_data").put("type", ResourceObj.kind(view));
            }
            case RESOURCE_OBJ_QUERY -> object(data, view).put("flags", Long.toUnsignedString(ResourceObj.flags(view)));
            case RESOURCE_OBJ_DESTROY -> object(data, view);
            case DEV_PARTS_METADATA_GET -> object(data, view).put("type", DevPartsMetadataGet.type(view));
            case DEV_PARTS_GET -> {
                ArrayNode headers =
                        object(data, view).put("type", DevPartsGet.type(view)).putArray("hdr_list");
                for (int at = 0; at < DevPartsGet.selectedCount(view); at++) {
                    headers.add(VectorParts.header(DevPartsGet.selected(view, at, new PartHeader())));
                }
            }
            case DEV_PARTS_SET -> {
                PartCursor parts = DevPartsSet.parts(view, new PartCursor());
                VectorParts.decodeList(object(data, view), parts, bytes.length);
                withoutZero(data, "padding");
            }
            case DEV_MODE_SET -> data.put("flags", DevModeSet.flags(view));
            case UNKNOWN -> throw new AssertionError(opcode);
        }
        return fields;
    }

    static void words(ArrayNode into, AdminView view) {
        for (int word = 0; word < BitWords.countIn(view.dataLength()); word++) {
            into.add(Long.toUnsignedString(BitWords.word(view, word)));
        }
    }

    static void limits(ObjectNode into, int get, int set) {
        into.putObject("cap_specific_data")
                .put("get_parts_resource_objects_limit", get)
                .put("set_parts_resource_objects_limit", set);
    }

    static void withoutZero(ObjectNode node, String field) {
        if (node.get(field).intValue() == 0) {
            node.remove(field);
        }
    }

    private static ObjectNode object(ObjectNode data, CommandView view) {
        data.putObject("hdr").put("type", ResourceObj.type(view)).put("id", ResourceObj.id(view));
        return data;
    }

    /** Lays the command out; returns its bytes. */
    static int encode(Opcode opcode, JsonNode fields, byte[] into) {
        GroupType group = GroupType.of(Vectors.number(fields, "group_type"));
        long member = Vectors.u64(fields, "group_member_id");
        JsonNode data = fields.get("command_specific_data");
        long id = data.at("/hdr/id").longValue();
        return switch (opcode) {
            case LIST_QUERY -> OpcodeList.encodeQuery(into, 0, group);
            case LIST_USE -> OpcodeList.encodeUse(into, 0, group, Vectors.words(data.get("device_admin_cmd_opcodes")));
            case LEGACY_COMMON_CFG_WRITE, LEGACY_DEV_CFG_WRITE -> {
                byte[] registers = Vectors.bytes(data, "data");
                int offset = Vectors.number(data, "offset");
                yield LegacyCfg.encodeWrite(into, 0, region(opcode), member, offset, registers, 0, registers.length);
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ ->
                LegacyCfg.encodeRead(into, 0, region(opcode), member, Vectors.number(data, "offset"));
            case LEGACY_NOTIFY_INFO -> LegacyNotifyInfo.encode(into, 0, member);
            case CAP_ID_LIST_QUERY -> Capability.encodeList(into, 0);
            case DEVICE_CAP_GET -> Capability.encodeGet(into, 0, Vectors.number(data, "id"));
            case DRIVER_CAP_SET -> capability(data, into);
            case RESOURCE_OBJ_CREATE -> ResourceObj.encodeCreate(into, 0, group, member, id, kind(data));
            case RESOURCE_OBJ_MODIFY -> ResourceObj.encodeModify(into, 0, group, member, id, kind(data));
            case RESOURCE_OBJ_QUERY -> ResourceObj.encodeQuery(into, 0, group, member, id);
            case RESOURCE_OBJ_DESTROY -> ResourceObj.encodeDestroy(into, 0, group, member, id);
            case DEV_PARTS_METADATA_GET ->
                DevPartsMetadataGet.encode(into, 0, member, id, MetadataType.of(Vectors.number(data, "type")));
            case DEV_PARTS_GET -> partsGet(data, member, id, into);
            case DEV_PARTS_SET -> {
                byte[] parts = VectorParts.encodeList(data);
                yield DevPartsSet.encode(into, 0, member, id, parts, 0, parts.length);
            }
            case DEV_MODE_SET -> DevModeSet.encode(into, 0, member, Vectors.number(data, "flags") == 1);
            case UNKNOWN -> throw new AssertionError(opcode);
        };
    }

    private static int capability(JsonNode data, byte[] into) {
        JsonNode capability = data.get("cap_specific_data");
        if (capability.isObject()) {
            return Capability.encodeSet(
                    into,
                    0,
                    Vectors.number(capability, "get_parts_resource_objects_limit"),
                    Vectors.number(capability, "set_parts_resource_objects_limit"));
        }
        byte[] bytes = Vectors.bytes(capability);
        return Capability.encodeSet(into, 0, Vectors.number(data, "id"), bytes, 0, bytes.length);
    }

    private static int partsGet(JsonNode data, long member, long id, byte[] into) {
        if (PartsGetType.of(Vectors.number(data, "type")) == PartsGetType.ALL) {
            return DevPartsGet.encodeAll(into, 0, member, id);
        }
        List<byte[]> headers = new ArrayList<>();
        data.get("hdr_list").forEach(header -> headers.add(VectorParts.encodeHeader(header)));
        return DevPartsGet.encodeSelected(into, 0, member, id, Vectors.join(headers), 0, headers.size());
    }

    private static LegacyRegion region(Opcode opcode) {
        return opcode == Opcode.LEGACY_COMMON_CFG_READ || opcode == Opcode.LEGACY_COMMON_CFG_WRITE
                ? LegacyRegion.COMMON_CFG
                : LegacyRegion.DEV_CFG;
    }

    private static PartsObjectKind kind(JsonNode data) {
        return PartsObjectKind.of(data.at("/resource_obj_specific_data/type").intValue());
    }
}
