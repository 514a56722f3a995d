package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Values of a net device's control virtqueue parts, both ways. */
final class VectorControls {
    private VectorControls() {}

    static ObjectNode decode(NetControl control, byte[] bytes, int at) {
        ObjectNode value = Vectors.object();
        switch (control) {
            case MAC_TABLE_SET -> {
                table(
                        value.putObject("unicast"),
                        bytes,
                        NetMacTable.unicastOffset(at),
                        NetMacTable.unicastCount(bytes, at));
                table(
                        value.putObject("multicast"),
                        bytes,
                        NetMacTable.multicastOffset(bytes, at),
                        NetMacTable.multicastCount(bytes, at));
            }
            case MAC_ADDR_SET -> value.put("mac", Vectors.hex(bytes, at, NetMacTable.MAC));
            case VLAN_ADD -> {
                ArrayNode ids = value.putArray("vlans");
                for (int id = 0; id < NetVlanTable.IDS; id++) {
                    if (NetVlanTable.contains(bytes, at, id)) {
                        ids.add(id);
                    }
                }
            }
            case ANNOUNCE_ACK -> {}
            case MQ_VQ_PAIRS_SET -> value.put("virtqueue_pairs", LittleEndian.u16(bytes, at));
            case MQ_RSS_CONFIG -> {
                value.put("hash_types", NetRssConfig.hashTypes(bytes, at))
                        .put("indirection_table_mask", NetRssConfig.entries(bytes, at) - 1)
                        .put("unclassified_queue", NetRssConfig.unclassifiedQueue(bytes, at));
                ArrayNode table = value.putArray("indirection_table");
                for (int entry = 0; entry < NetRssConfig.entries(bytes, at); entry++) {
                    table.add(NetRssConfig.entry(bytes, at, entry));
                }
                int key = NetRssConfig.keyLength(bytes, at);
                value.put("max_tx_vq", NetRssConfig.maxTxVq(bytes, at))
                        .put("hash_key_length", key)
                        .put("hash_key_data", Vectors.hex(bytes, NetRssConfig.keyOffset(bytes, at), key));
            }
            case MQ_HASH_CONFIG -> {
                int key = NetHashConfig.keyLength(bytes, at);
                value.put("hash_types", NetHashConfig.hashTypes(bytes, at))
                        .put("hash_key_length", key)
                        .put("hash_key_data", Vectors.hex(bytes, at + NetHashConfig.KEY, key));
            }
            case RX_PROMISC, RX_ALLMULTI, RX_ALLUNI, RX_NOMULTI, RX_NOUNI, RX_NOBCAST ->
                value.put("on", LittleEndian.u8(bytes, at));
            case UNKNOWN -> throw new AssertionError("unknown control command");
        }
        return value;
    }

    private static void table(ObjectNode table, byte[] bytes, int at, long entries) {
        table.put("entries", entries);
        ArrayNode macs = table.putArray("macs");
        for (int mac = 0; mac < entries; mac++) {
            macs.add(Vectors.hex(bytes, at + NetMacTable.MAC * mac, NetMacTable.MAC));
        }
    }

    /** Lays the value out; returns its bytes. */
    static int encode(NetControl control, JsonNode value, byte[] into) {
        switch (control) {
            case MAC_TABLE_SET -> {
                return NetMacTable.encode(into, 0, macs(value.get("unicast")), macs(value.get("multicast")));
            }
            case MAC_ADDR_SET -> {
                byte[] mac = Vectors.bytes(value, "mac");
                System.arraycopy(mac, 0, into, 0, mac.length);
                return mac.length;
            }
            case VLAN_ADD -> {
                BitSet ids = new BitSet();
                value.get("vlans").forEach(id -> ids.set(id.intValue()));
                return NetVlanTable.encode(into, 0, ids);
            }
            case ANNOUNCE_ACK -> {
                return 0;
            }
            case MQ_VQ_PAIRS_SET -> {
                LittleEndian.put16(into, 0, Vectors.number(value, "virtqueue_pairs"));
                return 2;
            }
            case MQ_RSS_CONFIG -> {
                return rss(value, into);
            }
            case MQ_HASH_CONFIG -> {
                return NetHashConfig.encode(
                        into, 0, value.get("hash_types").longValue(), Vectors.bytes(value, "hash_key_data"));
            }
            default -> {
                LittleEndian.put8(into, 0, Vectors.number(value, "on"));
                return 1;
            }
        }
    }

    private static byte[] macs(JsonNode table) {
        List<byte[]> macs = new ArrayList<>();
        table.get("macs").forEach(mac -> macs.add(Vectors.bytes(mac)));
        return Vectors.join(macs);
    }

    private static int rss(JsonNode value, byte[] into) {
        int[] table = new int[value.get("indirection_table").size()];
        for (int entry = 0; entry < table.length; entry++) {
            table[entry] = value.get("indirection_table").get(entry).intValue();
        }
        return NetRssConfig.encode(
                into,
                0,
                value.get("hash_types").longValue(),
                Vectors.number(value, "unclassified_queue"),
                table,
                Vectors.number(value, "max_tx_vq"),
                Vectors.bytes(value, "hash_key_data"));
    }
}
