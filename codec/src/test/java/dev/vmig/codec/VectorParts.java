package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Device parts of the golden vectors, both ways. */
final class VectorParts {
    private static final int ROOM = 1 << 17;

    private VectorParts() {}

    /** The only part of {@code bytes}. */
    static ObjectNode decode(byte[] bytes) {
        PartCursor part = new PartCursor().wrap(bytes, 0, bytes.length);
        if (!part.next()) {
            throw new AssertionError("no part");
        }
        ObjectNode decoded = decode(part);
        if (part.next()) {
            throw new AssertionError("a second part");
        }
        return decoded;
    }

    /** The parts that the cursor has not gone to, and how many bytes are behind them. */
    static void decodeList(ObjectNode into, PartCursor parts, int end) {
        ArrayNode array = into.putArray("parts");
        while (parts.next()) {
            array.add(decode(parts));
        }
        into.put("padding", end - parts.end());
    }

    private static ObjectNode decode(PartCursor part) {
        ObjectNode decoded = Vectors.object();
        decoded.set("hdr", header(part.type(), part.flags(), part.selector(), part.length()));
        byte[] bytes = part.bytes();
        int at = part.valueOffset();
        PartType type = PartType.of(part.type());
        if (type == PartType.UNKNOWN) {
            return decoded.put("value", Vectors.hex(bytes, at, part.length()));
        }
        ObjectNode value = type == PartType.NET_CVQ_CFG
                ? VectorControls.decode(NetControl.of(part.selector()), bytes, at)
                : decoded.objectNode();
        decoded.set("value", value);
        switch (type) {
            case DEV_FEATURES, DRV_FEATURES -> {
                ArrayNode words = value.putArray("feature_bits");
                for (int word = 0; word < BitWords.countIn(part.length()); word++) {
                    words.add(Long.toUnsignedString(BitWords.word(bytes, at, word)));
                }
            }
            case PCI_COMMON_CFG -> {
                PciCommonCfgField field = field(PartSelector.pciOffset(part.selector()));
                String name = field.name().toLowerCase(Locale.ROOT);
                if (field.length() == 8) {
                    value.put(name, Long.toUnsignedString(part.number()));
                } else {
                    value.put(name, part.number());
                }
            }
            case DEVICE_STATUS -> value.put("device_status", part.number());
            case VQ_CFG ->
                value.put("queue_size", VqCfg.queueSize(bytes, at))
                        .put("vector", VqCfg.vector(bytes, at))
                        .put("enabled", VqCfg.enabled(bytes, at))
                        .put("queue_desc", Long.toUnsignedString(VqCfg.desc(bytes, at)))
                        .put("queue_driver", Long.toUnsignedString(VqCfg.driver(bytes, at)))
                        .put("queue_device", Long.toUnsignedString(VqCfg.device(bytes, at)));
            case VQ_NOTIFY_CFG ->
                value.put("queue_notify_off", VqNotifyData.notifyOff(bytes, at))
                        .put("queue_notif_config_data", VqNotifyData.configData(bytes, at));
            default -> {}
        }
        return decoded;
    }

    private static PciCommonCfgField field(long offset) {
        return Arrays.stream(PciCommonCfgField.values())
                .filter(field -> field.offset() == offset)
                .findFirst()
                .orElseThrow();
    }

    static ObjectNode header(PartHeader header) {
        return header(header.type(), header.flags(), header.selector(), header.valueLength());
    }

    private static ObjectNode header(int number, int flags, long bits, long length) {
        ObjectNode header = Vectors.object().put("part_type", number).put("flags", flags);
        ObjectNode selector = header.putObject("selector");
        switch (PartType.of(number)) {
            case PCI_COMMON_CFG -> selector.putObject("pci_common_cfg").put("offset", PartSelector.pciOffset(bits));
            case VQ_CFG, VQ_NOTIFY_CFG -> selector.putObject("vq_index").put("index", PartSelector.queueIndex(bits));
            case NET_CVQ_CFG ->
                selector.put("class", PartSelector.netClass(bits)).put("command", PartSelector.netCommand(bits));
            case UNKNOWN -> {
                byte[] raw = new byte[8];
                LittleEndian.put64(raw, 0, bits);
                selector.put("device_type_raw", Vectors.hex(raw, 0, 8));
            }
            default -> {}
        }
        return header.put("length", length);
    }

    private static long selector(JsonNode selector) {
        if (selector.has("pci_common_cfg")) {
            return PartSelector.pciCommonCfg(
                    selector.at("/pci_common_cfg/offset").longValue());
        } else if (selector.has("vq_index")) {
            return PartSelector.vqIndex(selector.at("/vq_index/index").intValue());
        } else if (selector.has("device_type_raw")) {
            return LittleEndian.u64(Vectors.bytes(selector, "device_type_raw"), 0);
        } else if (selector.has("class")) {
            return PartSelector.netControl(Vectors.number(selector, "class"), Vectors.number(selector, "command"));
        }
        return PartSelector.NONE;
    }

    /** The bytes of a header that stands alone. */
    static byte[] encodeHeader(JsonNode header) {
        byte[] bytes = new byte[PartHeader.LENGTH];
        PartHeader.encode(
                bytes,
                0,
                Vectors.number(header, "part_type"),
                Vectors.number(header, "flags"),
                selector(header.get("selector")),
                header.get("length").longValue());
        return bytes;
    }

    /** The bytes of a list with its padding. */
    static byte[] encodeList(JsonNode list) {
        List<byte[]> pieces = new ArrayList<>();
        list.get("parts").forEach(part -> pieces.add(encode(part)));
        pieces.add(new byte[list.path("padding").intValue()]);
        return Vectors.join(pieces);
    }

    /** The bytes of a part, written by the method of the writer that is for its type. */
    static byte[] encode(JsonNode part) {
        byte[] bytes = new byte[ROOM];
        PartWriter writer = new PartWriter().wrap(bytes, 0, bytes.length);
        JsonNode header = part.get("hdr");
        JsonNode value = part.get("value");
        long selector = selector(header.get("selector"));
        int number = Vectors.number(header, "part_type");
        switch (PartType.of(number)) {
            case DEV_FEATURES -> writer.devFeatures(Vectors.words(value.get("feature_bits")));
            case DRV_FEATURES -> writer.drvFeatures(Vectors.words(value.get("feature_bits")));
            case PCI_COMMON_CFG -> {
                PciCommonCfgField field = field(PartSelector.pciOffset(selector));
                writer.pciCommonCfg(field, Vectors.u64(value, field.name().toLowerCase(Locale.ROOT)));
            }
            case DEVICE_STATUS -> writer.deviceStatus(Vectors.number(value, "device_status"));
            case VQ_CFG ->
                writer.vqCfg(
                        PartSelector.queueIndex(selector),
                        Vectors.number(value, "queue_size"),
                        Vectors.number(value, "vector"),
                        Vectors.number(value, "enabled"),
                        Vectors.u64(value, "queue_desc"),
                        Vectors.u64(value, "queue_driver"),
                        Vectors.u64(value, "queue_device"));
            case VQ_NOTIFY_CFG ->
                writer.vqNotify(
                        PartSelector.queueIndex(selector),
                        Vectors.number(value, "queue_notify_off"),
                        Vectors.number(value, "queue_notif_config_data"));
            case NET_CVQ_CFG -> {
                byte[] data = new byte[ROOM];
                NetControl control = NetControl.of(selector);
                writer.netControl(control, data, 0, VectorControls.encode(control, value, data));
            }
            case UNKNOWN -> {
                byte[] data = Vectors.bytes(value);
                writer.append(number, Vectors.number(header, "flags"), selector, data, 0, data.length);
            }
        }
        return Arrays.copyOf(bytes, writer.end());
    }
}
