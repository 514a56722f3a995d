package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Device-writable parts of the golden vectors, both ways. */
final class VectorResults {
    private VectorResults() {}

    /**
     * What the codec reads from {@code bytes}, by the names of the vectors.
     *
     * @param request fields of the command that the layout depends on
     */
    static ObjectNode decode(Opcode opcode, JsonNode request, byte[] bytes) {
        ResultView view = new ResultView().wrap(bytes, 0, bytes.length, bytes.length);
        ObjectNode fields = Vectors.object().put("status", view.status()).put("status_qualifier", view.qualifier());
        ObjectNode result = fields.putObject("command_specific_result");
        if (!view.isOk()) {
            return fields;
        }
        int length = view.dataLength();
        switch (opcode) {
            case LIST_QUERY -> VectorCommands.words(result.putArray("device_admin_cmd_opcodes"), view);
            case CAP_ID_LIST_QUERY -> VectorCommands.words(result.putArray("supported_caps"), view);
            case DEVICE_CAP_GET -> {
                if (Vectors.number(request, "id") == Capability.DEV_PARTS) {
                    VectorCommands.limits(result, Capability.getLimit(view), Capability.setLimit(view));
                } else {
                    int capability = Capability.length(view);
                    result.put("cap_specific_data", Vectors.hex(bytes, view.dataOffset(), capability));
                }
            }
            case RESOURCE_OBJ_QUERY ->
                result.putObject("resource_obj_specific_result").put("type", ResourceObj.kind(view));
            case DEV_PARTS_METADATA_GET -> metadata(MetadataType.of(Vectors.number(request, "type")), view, result);
            case DEV_PARTS_GET -> {
                VectorParts.decodeList(result, DevPartsGet.parts(view, new PartCursor()), bytes.length);
                VectorCommands.withoutZero(result, "padding");
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ ->
                result.put("data", Vectors.hex(bytes, view.dataOffset(), length));
            case LEGACY_NOTIFY_INFO -> {
                ArrayNode entries = result.putArray("entries");
                for (int at = 0; at < LegacyNotifyInfo.ENTRIES; at++) {
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

    private static void metadata(MetadataType type, ResultView view, ObjectNode result) {
        switch (type) {
            case SIZE -> result.put("size", DevPartsMetadataGet.size(view));
            case COUNT -> result.put("count", DevPartsMetadataGet.count(view));
            default -> {
                result.put("count", DevPartsMetadataGet.count(view));
                ArrayNode headers = result.putArray("hdrs");
                for (int at = 0; at < DevPartsMetadataGet.headersPresent(view); at++) {
                    headers.add(VectorParts.header(DevPartsMetadataGet.header(view, at, new PartHeader())));
                }
            }
        }
    }

    /** Lays the result out; returns its bytes. */
    static int encode(Opcode opcode, JsonNode fields, byte[] into) {
        JsonNode result = fields.get("command_specific_result");
        int status = Vectors.number(fields, "status");
        int qualifier = Vectors.number(fields, "status_qualifier");
        if (status != AdminStatus.OK.number()) {
            return StatusHeader.encode(into, 0, status, qualifier);
        }
        return switch (opcode) {
            case LIST_QUERY ->
                OpcodeList.encodeQueryResult(into, 0, Vectors.words(result.get("device_admin_cmd_opcodes")));
            case CAP_ID_LIST_QUERY -> Capability.encodeListResult(into, 0, Vectors.words(result.get("supported_caps")));
            case DEVICE_CAP_GET -> capability(result.get("cap_specific_data"), into);
            case RESOURCE_OBJ_QUERY -> {
                int kind = result.at("/resource_obj_specific_result/type").intValue();
                yield ResourceObj.encodeQueryResult(into, 0, PartsObjectKind.of(kind));
            }
            case DEV_PARTS_METADATA_GET -> metadata(result, into);
            case DEV_PARTS_GET -> {
                byte[] parts = VectorParts.encodeList(result);
                int header = StatusHeader.encodeOk(into, 0);
                System.arraycopy(parts, 0, into, header, parts.length);
                yield header + parts.length;
            }
            case LEGACY_COMMON_CFG_READ, LEGACY_DEV_CFG_READ -> {
                byte[] registers = Vectors.bytes(result, "data");
                yield LegacyCfg.encodeReadResult(into, 0, registers, 0, registers.length);
            }
            case LEGACY_NOTIFY_INFO -> notifyInfo(result.get("entries"), into);
            default -> StatusHeader.encodeOk(into, 0);
        };
    }

    private static int notifyInfo(JsonNode entries, byte[] into) {
        int size = LegacyNotifyInfo.encodeResult(into, 0);
        for (int at = 0; at < LegacyNotifyInfo.ENTRIES; at++) {
            JsonNode entry = entries.get(at);
            LegacyNotifyInfo.encodeEntry(
                    into,
                    0,
                    at,
                    Vectors.number(entry, "flags"),
                    Vectors.number(entry, "bar"),
                    Vectors.u64(entry, "offset"));
        }
        return size;
    }

    private static int capability(JsonNode capability, byte[] into) {
        if (capability.isObject()) {
            return Capability.encodeGetResult(
                    into,
                    0,
                    Vectors.number(capability, "get_parts_resource_objects_limit"),
                    Vectors.number(capability, "set_parts_resource_objects_limit"));
        }
        byte[] bytes = Vectors.bytes(capability);
        return Capability.encodeGetResult(into, 0, bytes, 0, bytes.length);
    }

    /** A list is written from an image with the headers that it shall have; the values do not matter. */
    private static int metadata(JsonNode result, byte[] into) {
        if (!result.has("hdrs")) {
            String name = result.has("size") ? "size" : "count";
            return DevPartsMetadataGet.encodeResult(into, 0, result.get(name).longValue());
        }
        List<byte[]> image = new ArrayList<>();
        for (JsonNode header : result.get("hdrs")) {
            image.add(VectorParts.encodeHeader(header));
            image.add(new byte[Vectors.number(header, "length")]);
        }
        byte[] parts = Vectors.join(image);
        return DevPartsMetadataGet.encodeListResult(into, 0, new PartCursor(), parts, 0, parts.length);
    }
}
