package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
        switch (opcode) {
            case LIST_QUERY, CAP_ID_LIST_QUERY, LEGACY_NOTIFY_INFO -> {}
            case LIST_USE -> fields.put("device_admin_cmd_opcodes", Long.toUnsignedString(ListUse.opcodes(view)));
            case LEGACY_COMMON_CFG_WRITE, LEGACY_DEV_CFG_WRITE -> {
                byte[] registers = new byte[LegacyCfgWrite.accessLength(view)];
                for (int at = 0; at < registers.length; at++) {
                    registers[at] = (byte) LegacyCfgWrite.register(view, at);
                }
                fields.put("offset", LegacyCfgWrite.offset(view)).put("registers", Vectors.hex(registers));
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> fields.put("offset", LegacyCfgRead.offset(view));
            case DEVICE_CAP_GET -> fields.put("id", DeviceCapGet.capabilityId(view));
            case DRIVER_CAP_SET ->
                fields.put("id", DriverCapSet.capabilityId(view))
                        .put("get_parts_resource_objects_limit", DriverCapSet.getLimit(view))
                        .put("set_parts_resource_objects_limit", DriverCapSet.setLimit(view));
            case RESOURCE_OBJ_CREATE ->
                object(fields, view)
                        .put("flags", Long.toUnsignedString(ResourceObjCreate.flags(view)))
                        .put("kind", ResourceObjCreate.kind(view));
            case RESOURCE_OBJ_MODIFY ->
                object(fields, view)
                        .put("flags", Long.toUnsignedString(ResourceObjModify.flags(view)))
                        .put("kind", ResourceObjModify.kind(view));
            case RESOURCE_OBJ_QUERY ->
                object(fields, view).put("flags", Long.toUnsignedString(ResourceObjQuery.flags(view)));
            case RESOURCE_OBJ_DESTROY -> object(fields, view);
            case DEV_PARTS_METADATA_GET ->
                fields.put("object_type", ResourceObj.type(view))
                        .put("id", ResourceObj.id(view))
                        .put("type", DevPartsMetadataGet.type(view));
            case DEV_PARTS_GET -> {
                fields.put("object_type", ResourceObj.type(view))
                        .put("id", ResourceObj.id(view))
                        .put("type", DevPartsGet.type(view));
                ArrayNode headers = fields.putArray("headers");
                for (int at = 0; at < DevPartsGet.selectedCount(view); at++) {
                    headers.add(Vectors.hex(Vectors.header(DevPartsGet.selected(view, at, new PartHeader()))));
                }
            }
            case DEV_PARTS_SET ->
                object(fields, view)
                        .put("parts", Vectors.hex(view.bytes(), view.dataOffset() + ResourceObj.LENGTH, bytes.length));
            case DEV_MODE_SET -> fields.put("flags", DevModeSet.flags(view));
            default -> throw new AssertionError(opcode + " has no vectors");
        }
        return fields;
    }

    private static ObjectNode object(ObjectNode fields, CommandView view) {
        return fields.put("type", ResourceObj.type(view)).put("id", ResourceObj.id(view));
    }

    /** Lays the command out; returns its bytes. */
    static int encode(Opcode opcode, JsonNode fields, byte[] into) {
        GroupType group = GroupType.of(fields.get("group_type").asInt());
        long member = Vectors.u64(fields, "group_member_id");
        long id = fields.path("id").asLong();
        return switch (opcode) {
            case LIST_QUERY -> ListQuery.encode(into, 0, group);
            case LIST_USE -> ListUse.encode(into, 0, group, Vectors.u64(fields, "device_admin_cmd_opcodes"));
            case LEGACY_COMMON_CFG_WRITE, LEGACY_DEV_CFG_WRITE -> {
                byte[] registers = Vectors.bytes(fields, "registers");
                yield LegacyCfgWrite.encode(
                        into, 0, region(opcode), member, offset(fields), registers, 0, registers.length);
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ ->
                LegacyCfgRead.encode(into, 0, region(opcode), member, offset(fields));
            case LEGACY_NOTIFY_INFO -> LegacyNotifyInfo.encode(into, 0, member);
            case CAP_ID_LIST_QUERY -> CapIdListQuery.encode(into, 0);
            case DEVICE_CAP_GET -> DeviceCapGet.encode(into, 0, (int) id);
            case DRIVER_CAP_SET ->
                DriverCapSet.encode(
                        into,
                        0,
                        fields.get("get_parts_resource_objects_limit").asInt(),
                        fields.get("set_parts_resource_objects_limit").asInt());
            case RESOURCE_OBJ_CREATE -> ResourceObjCreate.encode(into, 0, group, member, id, kind(fields));
            case RESOURCE_OBJ_MODIFY -> ResourceObjModify.encode(into, 0, group, member, id, kind(fields));
            case RESOURCE_OBJ_QUERY -> ResourceObjQuery.encode(into, 0, group, member, id);
            case RESOURCE_OBJ_DESTROY -> ResourceObjDestroy.encode(into, 0, group, member, id);
            case DEV_PARTS_METADATA_GET ->
                DevPartsMetadataGet.encode(
                        into, 0, member, id, MetadataType.of(fields.get("type").asInt()));
            case DEV_PARTS_GET -> encodePartsGet(fields, member, id, into);
            case DEV_PARTS_SET -> {
                byte[] parts = Vectors.bytes(fields, "parts");
                yield DevPartsSet.encode(into, 0, member, id, parts, 0, parts.length);
            }
            case DEV_MODE_SET ->
                DevModeSet.encode(into, 0, member, fields.get("flags").asInt() == 1);
            default -> throw new AssertionError(opcode + " has no vectors");
        };
    }

    private static int encodePartsGet(JsonNode fields, long member, long id, byte[] into) {
        if (PartsGetType.of(fields.get("type").asInt()) == PartsGetType.ALL) {
            return DevPartsGet.encodeAll(into, 0, member, id);
        }
        StringBuilder headers = new StringBuilder();
        fields.get("headers").forEach(header -> headers.append(header.asText()));
        byte[] wanted = Vectors.bytes(headers.toString());
        return DevPartsGet.encodeSelected(into, 0, member, id, wanted, 0, wanted.length / PartHeader.LENGTH);
    }

    private static LegacyRegion region(Opcode opcode) {
        return opcode == Opcode.LEGACY_COMMON_CFG_READ || opcode == Opcode.LEGACY_COMMON_CFG_WRITE
                ? LegacyRegion.COMMON_CFG
                : LegacyRegion.DEV_CFG;
    }

    private static int offset(JsonNode fields) {
        return fields.get("offset").asInt();
    }

    private static PartsObjectKind kind(JsonNode fields) {
        return PartsObjectKind.of(fields.get("kind").asInt());
    }
}
