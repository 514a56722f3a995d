package dev.vmig.codec.tree;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.NetControl;
import dev.vmig.codec.NetHashConfig;
import dev.vmig.codec.NetMacTable;
import dev.vmig.codec.NetRssConfig;
import dev.vmig.codec.NetVlanTable;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartRules;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The value of a net device's control virtqueue part: the data of the command that the selector names. */
final class NetValue {
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private NetValue() {}

    /** Whether the value has the format of its command, as far as its length tells. */
    static boolean sound(PartCursor part) {
        try {
            PartCursor alone = new PartCursor().wrap(part.bytes(), part.offset(), part.valueOffset() + part.length());
            PartRules.check(alone);
            return NetControl.of(part.selector()) != NetControl.UNKNOWN;
        } catch (CodecException broken) {
            // A wrong length and an unknown command are errors in the header.
            return broken.offset() >= part.valueOffset();
        }
    }

    static void value(Fields fields, PartCursor part) {
        byte[] bytes = part.bytes();
        int at = part.valueOffset();
        switch (NetControl.of(part.selector())) {
            case RX_PROMISC, RX_ALLMULTI, RX_ALLUNI, RX_NOMULTI, RX_NOUNI, RX_NOBCAST -> fields.number("on", at, 1);
            case MAC_TABLE_SET -> {
                macs(fields, bytes, "unicast", NetMacTable.unicastOffset(at), NetMacTable.unicastCount(bytes, at));
                int multicast = NetMacTable.multicastOffset(bytes, at);
                macs(fields, bytes, "multicast", multicast, NetMacTable.multicastCount(bytes, at));
            }
            case MAC_ADDR_SET -> mac(fields, bytes, "mac", at);
            case VLAN_ADD -> fields.text("vlans", at, NetVlanTable.LENGTH, vlans(fields, bytes, at));
            case ANNOUNCE_ACK, UNKNOWN -> {}
            case MQ_VQ_PAIRS_SET -> fields.number("virtqueue_pairs", at, 2);
            case MQ_RSS_CONFIG -> rss(fields, bytes, at);
            case MQ_HASH_CONFIG ->
                fields.bits("hash_types", at + NetHashConfig.HASH_TYPES, 4)
                        .reserved(at + NetHashConfig.RESERVED, 8)
                        .number("hash_key_length", at + NetHashConfig.KEY_LENGTH, 1)
                        .hex("hash_key_data", at + NetHashConfig.KEY, NetHashConfig.keyLength(bytes, at));
        }
    }

    /** One table: its count stands in front of its addresses. */
    private static void macs(Fields fields, byte[] bytes, String name, int from, long entries) {
        int length = (int) (NetMacTable.MAC * entries);
        fields.structure(name, from - 4, 4 + length, "", table -> {
            table.number("entries", from - 4, 4);
            for (int entry = 0; entry < entries; entry++) {
                mac(table, bytes, "macs[" + entry + "]", from + NetMacTable.MAC * entry);
            }
        });
    }

    private static void mac(Fields fields, byte[] bytes, String name, int at) {
        fields.text(name, at, NetMacTable.MAC, MAC.formatHex(bytes, at, at + NetMacTable.MAC));
    }

    private static String vlans(Fields fields, byte[] bytes, int at) {
        int[] ids = IntStream.range(0, NetVlanTable.IDS)
                .filter(id -> NetVlanTable.contains(bytes, at, id))
                .toArray();
        int shown = fields.shown(ids.length);
        String first =
                IntStream.of(ids).limit(shown).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        return shown < ids.length ? first + "... (" + ids.length + " ids)" : ids.length == 0 ? "none" : first;
    }

    private static void rss(Fields fields, byte[] bytes, int at) {
        int table = 2 * NetRssConfig.entries(bytes, at);
        int behind = at + NetRssConfig.TABLE + table;
        fields.bits("hash_types", at + NetRssConfig.HASH_TYPES, 4)
                .number("indirection_table_mask", at + NetRssConfig.TABLE_MASK, 2)
                .number("unclassified_queue", at + NetRssConfig.UNCLASSIFIED_QUEUE, 2)
                .hex("indirection_table", at + NetRssConfig.TABLE, table)
                .number("max_tx_vq", behind, 2)
                .number("hash_key_length", behind + 2, 1)
                .hex("hash_key_data", NetRssConfig.keyOffset(bytes, at), NetRssConfig.keyLength(bytes, at));
    }
}
