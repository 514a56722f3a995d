package dev.vmig.codec.tree;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.VqCfg;
import dev.vmig.codec.VqNotifyData;
import java.util.Arrays;
import java.util.Locale;

/** Selector and value of a part, by its type; a value of another length than the type has is shown as it stands. */
final class PartValue {
    /** Bits of device_status (Virtio 1.4, 2.1). */
    private static final String[] STATUS = {
        "ACKNOWLEDGE", "DRIVER", "DRIVER_OK", "FEATURES_OK", "SUSPEND", "", "DEVICE_NEEDS_RESET", "FAILED"
    };

    private PartValue() {}

    static void selector(Fields fields, PartType type, int at) {
        switch (type) {
            case PCI_COMMON_CFG ->
                fields.named("offset", at, 4, field(fields.value(at, 4))).reserved(at + 4, 4);
            case VQ_CFG, VQ_NOTIFY_CFG -> fields.number("vq_index", at, 2).reserved(at + 2, 6);
            case NET_CVQ_CFG ->
                fields.number("class", at, 1).number("command", at + 1, 1).reserved(at + 2, 6);
            case UNKNOWN -> fields.hex("selector", at, 8);
            default -> fields.reserved(at, 8);
        }
    }

    private static String field(long offset) {
        return Arrays.stream(PciCommonCfgField.values())
                .filter(field -> field.offset() == offset)
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("(no field)");
    }

    static void value(Fields fields, PartType type, PartCursor part) {
        int at = part.valueOffset();
        int length = part.length();
        if (type == PartType.DEVICE_STATUS && length == 1) {
            fields.text("device_status", at, 1, status((int) fields.value(at, 1)));
        } else if (type == PartType.VQ_CFG && length == VqCfg.LENGTH) {
            fields.number("queue_size", at, 2)
                    .number("vector", at + 2, 2)
                    .number("enabled", at + 4, 2)
                    .reserved(at + 6, 2)
                    .bits("queue_desc", at + 8, 8)
                    .bits("queue_driver", at + 16, 8)
                    .bits("queue_device", at + 24, 8);
        } else if (type == PartType.VQ_NOTIFY_CFG && length == VqNotifyData.LENGTH) {
            fields.number("queue_notify_off", at, 2)
                    .number("queue_notif_config_data", at + 2, 2)
                    .reserved(at + 4, 4);
        } else if ((type == PartType.DEV_FEATURES || type == PartType.DRV_FEATURES) && length % 8 == 0) {
            for (int word = 0; word < length / 8; word++) {
                fields.bits("feature_bits[" + word + "]", at + 8 * word, 8);
            }
        } else if (type == PartType.PCI_COMMON_CFG && length <= 8 && length > 0) {
            fields.bits(fieldName(part), at, length);
        } else {
            fields.hex("value", at, length);
        }
    }

    private static String fieldName(PartCursor part) {
        String name = field(PartSelector.pciOffset(part.selector()));
        return name.startsWith("(") ? "value" : name;
    }

    private static String status(int bits) {
        StringBuilder text = new StringBuilder("0x" + Integer.toHexString(bits));
        for (int bit = 0; bit < STATUS.length; bit++) {
            if (((bits >>> bit) & 1) != 0 && !STATUS[bit].isEmpty()) {
                text.append(' ').append(STATUS[bit]);
            }
        }
        return text.toString();
    }
}
