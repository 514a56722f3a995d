package dev.vmig.samples.faulty;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of an image of device parts that a guest can read, under the names that {@link VirtioGuests} has for them. They
 * are found by their offsets (Virtio 1.4, 2.12.1.4.1 and 4.1.4.3), and not by the codec.
 *
 * <pre>
 *   VQ_CFG   offset  size                PCI_COMMON_CFG   selector  size
 *                 0     2  queue_size                            0     4  device_feature_select
 *                 2     2  vector                                8     4  driver_feature_select
 *                 4     2  enabled                              16     2  config_msix_vector
 *                 6     2  reserved                             18     2  num_queues
 *                 8     8  queue_desc                           21     1  config_generation
 *                16     8  queue_driver                         22     2  queue_select
 *                24     8  queue_device
 * </pre>
 */
final class VirtioValues {
    private static final int DRV_FEATURES = 0x101;
    private static final int PCI_COMMON_CFG = 0x102;
    private static final int DEVICE_STATUS = 0x103;
    private static final int VQ_CFG = 0x104;
    private static final int VQ_NOTIFY_CFG = 0x105;

    private static final int SELECTOR = 4;
    private static final int LENGTH = 12;
    private static final int PART = 16;
    private static final int U16 = 0xffff;
    private static final int FEATURE_WORDS = 4;

    private static final Map<Integer, String> COMMON = Map.of(
            0, "DEVICE_FEATURE_SELECT",
            8, "DRIVER_FEATURE_SELECT",
            16, "CONFIG_MSIX_VECTOR",
            18, "NUM_QUEUES",
            21, "CONFIG_GENERATION",
            22, "QUEUE_SELECT");

    private final ByteBuffer image;
    private final Map<String, String> values = new TreeMap<>();

    private VirtioValues(ByteBuffer image) {
        this.image = image;
    }

    /** @param image sound parts, little-endian */
    static Map<String, String> of(ByteBuffer image) {
        VirtioValues found = new VirtioValues(image);
        for (int at = 0; at < image.limit(); at += PART + image.getInt(at + LENGTH)) {
            found.part(image.getShort(at) & U16, image.getLong(at + SELECTOR), image.getInt(at + LENGTH), at + PART);
        }
        return found.values;
    }

    private void part(int type, long selector, int length, int at) {
        switch (type) {
            case DRV_FEATURES -> {
                for (int word = 0; word < FEATURE_WORDS; word++) {
                    values.put("DRIVER_FEATURE " + word, Integer.toHexString(image.getInt(at + Integer.BYTES * word)));
                }
            }
            case PCI_COMMON_CFG -> {
                String name = COMMON.get((int) selector);
                if (name != null) {
                    values.put(name, String.valueOf(number(at, length)));
                }
            }
            case DEVICE_STATUS -> values.put("DEVICE_STATUS", String.valueOf(number(at, length)));
            case VQ_CFG -> queue("queue " + selector + " QUEUE_", at);
            case VQ_NOTIFY_CFG -> values.put("queue " + selector + " QUEUE_NOTIFY_OFF", String.valueOf(number(at, 2)));
            default -> {
                // A guest reads the rest by the control queue, if at all.
            }
        }
    }

    private void queue(String name, int at) {
        values.put(name + "SIZE", String.valueOf(number(at, 2)));
        values.put(name + "MSIX_VECTOR", String.valueOf(number(at + 2, 2)));
        values.put(name + "ENABLE", String.valueOf(number(at + 4, 2)));
        values.put(name + "DESC", String.valueOf(image.getLong(at + 8)));
        values.put(name + "DRIVER", String.valueOf(image.getLong(at + 16)));
        values.put(name + "DEVICE", String.valueOf(image.getLong(at + 24)));
    }

    private long number(int at, int length) {
        return switch (length) {
            case Byte.BYTES -> image.get(at) & 0xff;
            case Short.BYTES -> image.getShort(at) & U16;
            default -> image.getInt(at) & 0xffff_ffffL;
        };
    }
}
