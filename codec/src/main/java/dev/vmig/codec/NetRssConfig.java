package dev.vmig.codec;

import java.util.Objects;
import org.apache.commons.lang3.Validate;

/**
 * virtio_net_rss_config, the data of {@link NetControl#MQ_RSS_CONFIG} (Virtio 1.4, 5.1.9.5). With {@code n} entries, one
 * more than indirection_table_mask says:
 *
 * <table>
 * <caption>Layout</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>4<td>hash_types<td>
 * <tr><td>4<td>2<td>indirection_table_mask<td>n - 1
 * <tr><td>6<td>2<td>unclassified_queue<td>rss_rq_id: 15 bits, the top one is reserved
 * <tr><td>8<td>2n<td>indirection_table<td>rss_rq_id each
 * <tr><td>8+2n<td>2<td>max_tx_vq<td>
 * <tr><td>10+2n<td>1<td>hash_key_length<td>
 * <tr><td>11+2n<td>…<td>hash_key_data<td>
 * </table>
 *
 * <p>The getters take the index of the value, and rely on {@link PartRules} or a length that was checked.
 */
public final class NetRssConfig {
    /** Offset of le32 hash_types. */
    public static final int HASH_TYPES = 0;
    /** Offset of le16 indirection_table_mask. */
    public static final int TABLE_MASK = 4;
    /** Offset of le16 unclassified_queue. */
    public static final int UNCLASSIFIED_QUEUE = 6;
    /** Offset of the indirection table. */
    public static final int TABLE = 8;

    private static final int MOST_ENTRIES = 1 << 16;
    private static final int BEHIND_TABLE = 3;

    private NetRssConfig() {}

    /** The length of a value with these numbers of entries and key bytes. */
    public static int length(int entries, int keyLength) {
        return TABLE + 2 * entries + BEHIND_TABLE + keyLength;
    }

    /**
     * Writes the value.
     *
     * @param table rss_rq_id of each entry; 1 to 65536 entries
     * @return its bytes
     * @throws IllegalArgumentException if the table has another number of entries
     */
    public static int encode(
            byte[] bytes, int at, long hashTypes, int unclassifiedQueue, int[] table, int maxTxVq, byte[] key) {
        Validate.inclusiveBetween(1, MOST_ENTRIES, table.length);
        int length = length(table.length, key.length);
        Check.room("virtio_net_rss_config", bytes, at, length);
        int behind = at + TABLE + 2 * table.length;
        Check.u32("hash_types", hashTypes, at + HASH_TYPES);
        Check.u16("unclassified_queue", unclassifiedQueue, at + UNCLASSIFIED_QUEUE);
        for (int entry = 0; entry < table.length; entry++) {
            Check.u16("indirection_table", table[entry], at + TABLE + 2 * entry);
        }
        Check.u16("max_tx_vq", maxTxVq, behind);
        Check.u8("hash_key_length", key.length, behind + 2);
        LittleEndian.put32(bytes, at + HASH_TYPES, hashTypes);
        LittleEndian.put16(bytes, at + TABLE_MASK, table.length - 1);
        LittleEndian.put16(bytes, at + UNCLASSIFIED_QUEUE, unclassifiedQueue);
        for (int entry = 0; entry < table.length; entry++) {
            LittleEndian.put16(bytes, at + TABLE + 2 * entry, table[entry]);
        }
        LittleEndian.put16(bytes, behind, maxTxVq);
        LittleEndian.put8(bytes, behind + 2, key.length);
        System.arraycopy(key, 0, bytes, behind + BEHIND_TABLE, key.length);
        return length;
    }

    /** The hash types, 32 bits. */
    public static long hashTypes(byte[] bytes, int at) {
        return LittleEndian.u32(bytes, at + HASH_TYPES);
    }

    /** Entries of the table, 1 to 65536. */
    public static int entries(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + TABLE_MASK) + 1;
    }

    /** The rss_rq_id of packets that no hash type fits. */
    public static int unclassifiedQueue(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, at + UNCLASSIFIED_QUEUE);
    }

    /**
     * The rss_rq_id at {@code index} of the table.
     *
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public static int entry(byte[] bytes, int at, int index) {
        Objects.checkIndex(index, entries(bytes, at));
        return LittleEndian.u16(bytes, at + TABLE + 2 * index);
    }

    /** The largest transmit queue that the driver uses. */
    public static int maxTxVq(byte[] bytes, int at) {
        return LittleEndian.u16(bytes, behindTable(bytes, at));
    }

    /** Bytes of the key. */
    public static int keyLength(byte[] bytes, int at) {
        return LittleEndian.u8(bytes, behindTable(bytes, at) + 2);
    }

    /** Index of the key. */
    public static int keyOffset(byte[] bytes, int at) {
        return behindTable(bytes, at) + BEHIND_TABLE;
    }

    private static int behindTable(byte[] bytes, int at) {
        return at + TABLE + 2 * entries(bytes, at);
    }

    static long expectedLength(byte[] bytes, int at, int length) {
        if (length < length(1, 0)) {
            return length(1, 0);
        }
        int entries = entries(bytes, at);
        return length < length(entries, 0) ? length(entries, 0) : length(entries, keyLength(bytes, at));
    }
}
