package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;

/** The formats of the values of parts: length, reserved bytes, and numbers of which only some have a meaning. */
final class PartValueRules {
    private PartValueRules() {}

    /** Checks the value of the part that the cursor stands on; a value of unknown type or selector is valid. */
    static void check(PartCursor part) {
        byte[] bytes = part.bytes();
        int at = part.valueOffset();
        int length = part.length();
        switch (PartType.of(part.type())) {
            case DEV_FEATURES, DRV_FEATURES ->
                format(part, Math.max(1, BitWords.countIn(length)) * (long) BitWords.WORD);
            case PCI_COMMON_CFG -> {
                int size = PciCommonCfgField.lengthAt(PartSelector.pciOffset(part.selector()));
                format(part, size == 0 ? length : size);
            }
            case DEVICE_STATUS -> format(part, 1);
            case VQ_CFG -> {
                format(part, VqCfg.LENGTH);
                atMost("enabled", VqCfg.enabled(bytes, at), at + VqCfg.ENABLED, 1);
                PartRules.reserved(bytes, at + VqCfg.ENABLED + 2, 2);
            }
            case VQ_NOTIFY_CFG -> {
                format(part, VqNotifyData.LENGTH);
                PartRules.reserved(bytes, at + VqNotifyData.QUEUE_NOTIF_CONFIG_DATA + 2, 4);
            }
            case NET_CVQ_CFG -> control(part, bytes, at, length);
            case UNKNOWN -> {}
        }
    }

    private static void control(PartCursor part, byte[] bytes, int at, int length) {
        switch (NetControl.of(part.selector())) {
            case RX_PROMISC, RX_ALLMULTI, RX_ALLUNI, RX_NOMULTI, RX_NOUNI, RX_NOBCAST -> {
                format(part, 1);
                atMost("on", bytes[at] & 0xff, at, 1);
            }
            case MAC_TABLE_SET -> format(part, NetMacTable.expectedLength(bytes, at, length));
            case MAC_ADDR_SET -> format(part, NetMacTable.MAC);
            case VLAN_ADD -> format(part, NetVlanTable.LENGTH);
            case ANNOUNCE_ACK -> format(part, 0);
            case MQ_VQ_PAIRS_SET -> {
                format(part, 2);
                atLeastOne("virtqueue_pairs", part.number(), at);
                atMost("virtqueue_pairs", part.number(), at, NetControl.MOST_QUEUE_PAIRS);
            }
            case MQ_RSS_CONFIG -> {
                format(part, NetRssConfig.expectedLength(bytes, at, length));
                queueId("unclassified_queue", bytes, at + NetRssConfig.UNCLASSIFIED_QUEUE);
                for (int entry = 0; entry < NetRssConfig.entries(bytes, at); entry++) {
                    queueId("indirection_table", bytes, at + NetRssConfig.TABLE + 2 * entry);
                }
            }
            case MQ_HASH_CONFIG -> {
                format(part, NetHashConfig.expectedLength(bytes, at, length));
                PartRules.reserved(bytes, at + NetHashConfig.RESERVED, 8);
            }
            case UNKNOWN -> {}
        }
    }

    private static void format(PartCursor part, long expected) {
        if (part.length() != expected) {
            throw new CodecException(
                    Reason.FORMAT, "length", part.length(), part.offset() + PartHeader.VALUE_LENGTH, expected);
        }
    }

    /** The top bit of an rss_rq_id is reserved; it is in the second byte. */
    private static void queueId(String field, byte[] bytes, int at) {
        PartRules.reserved(field, bytes[at + 1] & 0x80, at + 1);
    }

    static void atMost(String field, long value, int at, long maximum) {
        if (Long.compareUnsigned(value, maximum) > 0) {
            throw new CodecException(Reason.MAXIMUM, field, value, at, maximum);
        }
    }

    static void atLeastOne(String field, long value, int at) {
        if (value == 0) {
            throw new CodecException(Reason.MINIMUM, field, value, at, 1);
        }
    }
}
