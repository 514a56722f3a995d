package dev.vmig.codec.tree;

import dev.vmig.codec.NetControl;
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
                fields.named("offset", at, 4, field(fields.value(at, 4), "(no field)"))
                        .reserved(at + 4, 4);
            case VQ_CFG, VQ_NOTIFY_CFG -> fields.number("vq_index", at, 2).reserved(at + 2, 6);
            case NET_CVQ_CFG ->
                fields.number("class", at, 1)
                        .named("command", at + 1, 1, NetControl.of(fields.value(at, 2)))
                        .reserved(at + 2, 6);
            case UNKNOWN -> fields.hex("selector", at, 8);
            default -> fields.reserved(at, 8);
        }
    }

    private static String field(long offset, String otherwise) {
        return Arrays.stream(PciCommonCfgField.values())
                .filter(field -> field.offset() == offset)
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(otherwise);
    }

    static void value(Fields fields, PartType type, PartCursor part) {
        int at = part.valueOffset();
        int length = part.length();
        boolean sound = switch (type) {
            case DEV_FEATURES, DRV_FEATURES -> length > 0 && length % 8 == 0;
            case PCI_COMMON_CFG ->
                length > 0 && length == PciCommonCfgField.lengthAt(PartSelector.pciOffset(part.selector()));
            case DEVICE_STATUS -> length == 1;
            case VQ_CFG -> length == VqCfg.LENGTH;
            case VQ_NOTIFY_CFG -> length == VqNotifyData.LENGTH;
            case NET_CVQ_CFG -> NetValue.sound(part);
            case UNKNOWN -> false;
        };
        if (sound) {
            soundValue(fields, type, part, at, length);
        } else {
            fields.hex("value", at, length);
        }
    }

    private static void soundValue(Fields fields, PartType type, PartCursor part, int at, int length) {
        switch (type) {
            case DEV_FEATURES, DRV_FEATURES -> {
                for (int word = 0; word < length / 8; word++) {
                    fields.bits("feature_bits[" + word + "]", at + 8 * word, 8);
                }
            }
            case PCI_COMMON_CFG -> fields.bits(field(PartSelector.pciOffset(part.selector()), "value"), at, length);
            case DEVICE_STATUS -> fields.text("device_status", at, 1, status((int) fields.value(at, 1)));
            case VQ_CFG ->
                fields.number("queue_size", at + VqCfg.QUEUE_SIZE, 2)
                        .number("vector", at + VqCfg.VECTOR, 2)
                        .number("enabled", at + VqCfg.ENABLED, 2)
                        .reserved(at + VqCfg.ENABLED + 2, 2)
                        .bits("queue_desc", at + VqCfg.QUEUE_DESC, 8)
                        .bits("queue_driver", at + VqCfg.QUEUE_DRIVER, 8)
                        .bits("queue_device", at + VqCfg.QUEUE_DEVICE, 8);
            case VQ_NOTIFY_CFG ->
                fields.number("queue_notify_off", at + VqNotifyData.QUEUE_NOTIFY_OFF, 2)
                        .number("queue_notif_config_data", at + VqNotifyData.QUEUE_NOTIF_CONFIG_DATA, 2)
                        .reserved(at + 4, 4);
            case NET_CVQ_CFG -> NetValue.value(fields, part);
            case UNKNOWN -> {}
        }
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
