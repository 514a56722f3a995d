package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/** Device parts of the golden vectors, both ways. */
final class VectorParts {
    private VectorParts() {}

    static ObjectNode decode(byte[] bytes) {
        PartCursor part = new PartCursor().wrap(bytes, 0, bytes.length);
        if (!part.next()) {
            throw new AssertionError("no part");
        }
        byte[] selector = new byte[8];
        LittleEndian.put64(selector, 0, part.selector());
        ObjectNode fields = Vectors.object()
                .put("part_type", part.type())
                .put("flags", part.flags())
                .put("selector", Vectors.hex(selector))
                .put("length", part.length());
        int at = part.valueOffset();
        switch (PartType.of(part.type())) {
            case DEV_FEATURES, DRV_FEATURES -> {
                ArrayNode words = fields.putArray("feature_bits");
                for (int word = 0; word < part.length(); word += 8) {
                    words.add(Long.toUnsignedString(LittleEndian.u64(bytes, at + word)));
                }
            }
            case PCI_COMMON_CFG -> {
                PciCommonCfgField field = Arrays.stream(PciCommonCfgField.values())
                        .filter(one -> one.offset() == PartSelector.pciOffset(part.selector()))
                        .findFirst()
                        .orElseThrow();
                fields.put("offset", field.offset())
                        .put("field", field.name().toLowerCase(Locale.ROOT))
                        .put("value", Long.toUnsignedString(part.number()));
            }
            case DEVICE_STATUS -> fields.put("device_status", (int) part.number());
            case VQ_CFG ->
                fields.put("vq_index", PartSelector.queueIndex(part.selector()))
                        .put("queue_size", VqCfg.queueSize(bytes, at))
                        .put("vector", VqCfg.vector(bytes, at))
                        .put("enabled", VqCfg.enabled(bytes, at))
                        .put("queue_desc", Long.toUnsignedString(VqCfg.desc(bytes, at)))
                        .put("queue_driver", Long.toUnsignedString(VqCfg.driver(bytes, at)))
                        .put("queue_device", Long.toUnsignedString(VqCfg.device(bytes, at)));
            case VQ_NOTIFY_CFG ->
                fields.put("vq_index", PartSelector.queueIndex(part.selector()))
                        .put("queue_notify_off", VqNotifyData.notifyOff(bytes, at))
                        .put("queue_notif_config_data", VqNotifyData.configData(bytes, at));
            case NET_CVQ_CFG ->
                fields.put("class", PartSelector.netClass(part.selector()))
                        .put("command", PartSelector.netCommand(part.selector()))
                        .put("value", Vectors.hex(bytes, at, at + part.length()));
            default -> fields.put("value", Vectors.hex(bytes, at, at + part.length()));
        }
        return fields;
    }

    static int encode(JsonNode fields, byte[] into) {
        PartWriter writer = new PartWriter().wrap(into, 0, into.length);
        int index = fields.path("vq_index").asInt();
        switch (PartType.of(fields.get("part_type").asInt())) {
            case DEV_FEATURES -> writer.devFeatures(word(fields, 0), word(fields, 1));
            case DRV_FEATURES -> writer.drvFeatures(word(fields, 0), word(fields, 1));
            case PCI_COMMON_CFG ->
                writer.pciCommonCfg(
                        PciCommonCfgField.valueOf(fields.get("field").asText().toUpperCase(Locale.ROOT)),
                        Vectors.u64(fields, "value"));
            case DEVICE_STATUS ->
                writer.deviceStatus(fields.get("device_status").asInt());
            case VQ_CFG ->
                writer.vqCfg(
                        index,
                        fields.get("queue_size").asInt(),
                        fields.get("vector").asInt(),
                        fields.get("enabled").asInt(),
                        Vectors.u64(fields, "queue_desc"),
                        Vectors.u64(fields, "queue_driver"),
                        Vectors.u64(fields, "queue_device"));
            case VQ_NOTIFY_CFG ->
                writer.vqNotify(
                        index,
                        fields.get("queue_notify_off").asInt(),
                        fields.get("queue_notif_config_data").asInt());
            default -> {
                byte[] value = Vectors.bytes(fields, "value");
                long selector = fields.has("class")
                        ? PartSelector.netControl(
                                fields.get("class").asInt(),
                                fields.get("command").asInt())
                        : PartSelector.NONE;
                writer.append(
                        fields.get("part_type").asInt(), fields.get("flags").asInt(), selector, value, 0, value.length);
            }
        }
        return writer.end();
    }

    private static long word(JsonNode fields, int index) {
        return Long.parseUnsignedLong(fields.get("feature_bits").get(index).asText());
    }
}
