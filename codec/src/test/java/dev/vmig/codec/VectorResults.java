package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Device-writable parts of the golden vectors, both ways. */
final class VectorResults {
    private VectorResults() {}

    static ObjectNode decode(Opcode opcode, byte[] bytes) {
        ResultView view = new ResultView().wrap(bytes, 0, bytes.length, bytes.length);
        ObjectNode fields = Vectors.object().put("status", view.status()).put("status_qualifier", view.qualifier());
        switch (opcode) {
            case LIST_QUERY -> fields.put("device_admin_cmd_opcodes", Long.toUnsignedString(ListQuery.opcodes(view)));
            case CAP_ID_LIST_QUERY -> fields.put("supported_caps", Long.toUnsignedString(view.u64(0)));
            case DEVICE_CAP_GET ->
                fields.put("get_parts_resource_objects_limit", DeviceCapGet.getLimit(view))
                        .put("set_parts_resource_objects_limit", DeviceCapGet.setLimit(view));
            case RESOURCE_OBJ_QUERY -> fields.put("kind", ResourceObjQuery.kind(view));
            case DEV_PARTS_METADATA_GET -> {
                fields.put("size_or_count", DevPartsMetadataGet.size(view));
                int headers = DevPartsMetadataGet.headersPresent(view);
                for (int at = 0; at < headers; at++) {
                    fields.withArray("/hdrs")
                            .add(Vectors.hex(Vectors.header(DevPartsMetadataGet.header(view, at, new PartHeader()))));
                }
            }
            case DEV_PARTS_GET -> fields.put("parts", Vectors.hex(bytes, view.dataOffset(), bytes.length));
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ ->
                fields.put("registers", Vectors.hex(bytes, view.dataOffset(), bytes.length));
            case LEGACY_NOTIFY_INFO -> {
                ArrayNode entries = fields.putArray("entries");
                for (int at = 0; at < 4; at++) {
                    entries.addObject()
                            .put("flags", LegacyNotifyInfo.flags(view, at))
                            .put("bar", LegacyNotifyInfo.bar(view, at))
                            .put("offset", Long.toUnsignedString(LegacyNotifyInfo.offset(view, at)));
                }
            }
            default -> {}
        }
        return fields;
    }

    static int encode(Opcode opcode, JsonNode fields, byte[] into) {
        int length = switch (opcode) {
            case LIST_QUERY -> ListQuery.encodeResult(into, 0, Vectors.u64(fields, "device_admin_cmd_opcodes"));
            case CAP_ID_LIST_QUERY -> CapIdListQuery.encodeResult(into, 0, Vectors.u64(fields, "supported_caps"));
            case DEVICE_CAP_GET ->
                DeviceCapGet.encodeResult(
                        into,
                        0,
                        fields.get("get_parts_resource_objects_limit").asInt(),
                        fields.get("set_parts_resource_objects_limit").asInt());
            case RESOURCE_OBJ_QUERY ->
                ResourceObjQuery.encodeResult(
                        into, 0, PartsObjectKind.of(fields.get("kind").asInt()));
            case DEV_PARTS_METADATA_GET -> encodeMetadata(fields, into);
            case DEV_PARTS_GET -> raw(into, Vectors.bytes(fields, "parts"));
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> {
                byte[] registers = Vectors.bytes(fields, "registers");
                yield LegacyCfgRead.encodeResult(into, 0, registers, 0, registers.length);
            }
            case LEGACY_NOTIFY_INFO -> {
                int size = LegacyNotifyInfo.encodeResult(into, 0);
                for (int at = 0; at < 4; at++) {
                    JsonNode entry = fields.get("entries").get(at);
                    LegacyNotifyInfo.encodeEntry(
                            into,
                            0,
                            at,
                            entry.get("flags").asInt(),
                            entry.get("bar").asInt(),
                            Vectors.u64(entry, "offset"));
                }
                yield size;
            }
            default -> StatusHeader.LENGTH;
        };
        StatusHeader.encode(
                into,
                0,
                fields.get("status").asInt(),
                fields.get("status_qualifier").asInt());
        return length;
    }

    private static int encodeMetadata(JsonNode fields, byte[] into) {
        if (!fields.has("hdrs")) {
            return DevPartsMetadataGet.encodeResult(
                    into, 0, fields.get("size_or_count").asLong());
        }
        PartWriter writer = new PartWriter();
        byte[] image = new byte[4096];
        writer.wrap(image, 0, image.length);
        for (JsonNode hex : fields.get("hdrs")) {
            PartHeader header = new PartHeader().wrap(Vectors.bytes(hex.asText()), 0);
            writer.begin(header.type(), header.flags(), header.selector(), (int) header.valueLength());
        }
        return DevPartsMetadataGet.encodeListResult(into, 0, new PartCursor(), image, 0, writer.end());
    }

    private static int raw(byte[] into, byte[] data) {
        System.arraycopy(data, 0, into, StatusHeader.LENGTH, data.length);
        return StatusHeader.LENGTH + data.length;
    }
}
