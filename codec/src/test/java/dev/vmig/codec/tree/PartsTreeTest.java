package dev.vmig.codec.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.NetControl;
import dev.vmig.codec.NetHashConfig;
import dev.vmig.codec.NetMacTable;
import dev.vmig.codec.NetRssConfig;
import dev.vmig.codec.NetVlanTable;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PciCommonCfgField;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads of a part: names, numbers and places are those of Virtio 1.4, 2.14.1 and 5.1.8.1. */
class PartsTreeTest {
    private static final long BASE = 1000;

    private static List<String> lines(boolean full, Consumer<PartWriter> parts) {
        PartWriter writer = new PartWriter().wrap(new byte[2048], 0, 2048);
        byte[] bytes = new byte[2048];
        parts.accept(writer.wrap(bytes, 0, bytes.length));
        Collected tree = new Collected();
        assertThat(PartsTree.decode(bytes, 0, writer.end(), BASE, full, tree)).isEmpty();
        return tree.lines();
    }

    /** The lines behind the header, whose last field is the length. */
    private static List<String> value(boolean full, Consumer<PartWriter> part) {
        List<String> lines = lines(full, part);
        int length = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(" length: "))
                .findFirst()
                .orElseThrow();
        return lines.subList(length + 1, lines.size());
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    private static Consumer<PartWriter> raw(int type, long selector, int... value) {
        byte[] bytes = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return writer -> writer.append(type, 0, selector, bytes, 0, bytes.length);
    }

    private static Consumer<PartWriter> net(NetControl command, byte[] value, int length) {
        return writer -> writer.netControl(command, value, 0, length);
    }

    @Test
    void partIsAStructureOfItsHeaderAndItsValue() {
        assertThat(lines(false, writer -> writer.devFeatures(0x21, 1L << 63).deviceStatus(15)))
                .containsExactly(
                        "1000+32 part DEV_FEATURES: ",
                        "1000+2 part_type: 256 DEV_FEATURES",
                        "1002+1 flags: 1 OPTIONAL",
                        "1012+4 length: 16",
                        "1016+8 feature_bits[0]: 0x21",
                        "1024+8 feature_bits[1]: 0x8000000000000000",
                        "1032+17 part DEVICE_STATUS: ",
                        "1032+2 part_type: 259 DEVICE_STATUS",
                        "1034+1 flags: 0 MANDATORY",
                        "1044+4 length: 1",
                        "1048+1 device_status: 0xf ACKNOWLEDGE DRIVER DRIVER_OK FEATURES_OK");
    }

    @ParameterizedTest
    @CsvSource({"1, part 0x7ff", "0, 'part 0x7ff, unknown and mandatory'"})
    void unknownPartTellsWhetherItMayBeIgnored(int flags, String name) {
        assertThat(lines(false, writer -> writer.append(0x7ff, flags, 0x0807060504030201L, new byte[] {9}, 0, 1)))
                .contains("1000+17 " + name + ": ", "1004+8 selector: 0102030405060708", "1016+1 value: 09");
    }

    /** Bit 5 has no name (Virtio 1.4, 2.1). */
    @ParameterizedTest
    @CsvSource({
        "0x00, 0x0",
        "0x01, 0x1 ACKNOWLEDGE",
        "0x20, 0x20",
        "0x40, 0x40 DEVICE_NEEDS_RESET",
        "0x80, 0x80 FAILED",
        "0xff, 0xff ACKNOWLEDGE DRIVER DRIVER_OK FEATURES_OK SUSPEND DEVICE_NEEDS_RESET FAILED"
    })
    void deviceStatusNamesEachBit(int status, String text) {
        assertThat(value(false, writer -> writer.deviceStatus(status)))
                .containsExactly("1016+1 device_status: " + text);
    }

    // spotless:off
    static List<Arguments> values() {
        byte[] hash = new byte[16];
        NetHashConfig.encode(hash, 0, 0x1ff, counting(3));
        byte[] rss = new byte[16];
        NetRssConfig.encode(rss, 0, 0x3f, 5, new int[] {1, 2}, 4, counting(1));
        byte[] macs = new byte[26];
        NetMacTable.encode(macs, 0, counting(12), counting(6));
        return List.of(
                Arguments.of("the name of the field that the selector names",
                        (Consumer<PartWriter>) w -> w.pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 0x1234),
                        List.of("1016+2 num_queues: 0x1234")),
                Arguments.of("virtio_dev_part_vq_cfg",
                        (Consumer<PartWriter>) w -> w.vqCfg(3, 256, 7, 1, 16, 32, 48),
                        List.of("1016+2 queue_size: 256", "1018+2 vector: 7", "1020+2 enabled: 1",
                                "1024+8 queue_desc: 0x10", "1032+8 queue_driver: 0x20", "1040+8 queue_device: 0x30")),
                Arguments.of("virtio_dev_part_vq_notify_data",
                        (Consumer<PartWriter>) w -> w.vqNotify(3, 513, 6),
                        List.of("1016+2 queue_notify_off: 513", "1018+2 queue_notif_config_data: 6")),
                Arguments.of("a receive mode", net(NetControl.RX_ALLMULTI, counting(1), 1), List.of("1016+1 on: 1")),
                Arguments.of("a MAC address", net(NetControl.MAC_ADDR_SET, counting(6), 6),
                        List.of("1016+6 mac: 01:02:03:04:05:06")),
                Arguments.of("two tables of addresses", net(NetControl.MAC_TABLE_SET, macs, 26),
                        List.of("1016+16 unicast: ", "1016+4 entries: 2", "1020+6 macs[0]: 01:02:03:04:05:06",
                                "1026+6 macs[1]: 07:08:09:0a:0b:0c",
                                "1032+10 multicast: ", "1032+4 entries: 1", "1036+6 macs[0]: 01:02:03:04:05:06")),
                Arguments.of("pairs of virtqueues", net(NetControl.MQ_VQ_PAIRS_SET, new byte[] {2, 1}, 2),
                        List.of("1016+2 virtqueue_pairs: 258")),
                Arguments.of("virtio_net_hash_config", net(NetControl.MQ_HASH_CONFIG, hash, 16),
                        List.of("1016+4 hash_types: 0x1ff", "1028+1 hash_key_length: 3", "1029+3 hash_key_data: 010203")),
                Arguments.of("virtio_net_rss_config", net(NetControl.MQ_RSS_CONFIG, rss, 16),
                        List.of("1016+4 hash_types: 0x3f", "1020+2 indirection_table_mask: 1",
                                "1022+2 unclassified_queue: 5", "1024+4 indirection_table: 01000200",
                                "1028+2 max_tx_vq: 4", "1030+1 hash_key_length: 1", "1031+1 hash_key_data: 01")));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void valueIsShownByItsFields(String what, Consumer<PartWriter> part, List<String> expected) {
        assertThat(value(false, part)).isEqualTo(expected);
    }

    // spotless:off
    static List<Arguments> unsound() {
        return List.of(
                Arguments.of("features that are no word", raw(0x100, 0), ""),
                Arguments.of("features that are half a word", raw(0x101, 0, 1, 2, 3, 4), "01020304"),
                Arguments.of("a field that has two bytes", raw(0x102, 18, 1), "01"),
                Arguments.of("an offset where no field begins", raw(0x102, 17), ""),
                Arguments.of("a status of two bytes", raw(0x103, 0, 1, 2), "0102"),
                Arguments.of("a queue of two bytes", raw(0x104, 0, 1, 2), "0102"),
                Arguments.of("a doorbell of two bytes", raw(0x105, 0, 1, 2), "0102"),
                Arguments.of("a MAC address of two bytes", raw(0x200, 0x101, 1, 2), "0102"),
                Arguments.of("an unknown command", raw(0x200, 0x909, 1, 2), "0102"));
    }
    // spotless:on

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsound")
    void valueOfAnotherLengthIsShownAsItStandsAndNoted(String what, Consumer<PartWriter> part, String hex) {
        List<String> value = value(false, part);
        assertThat(value).hasSize(2);
        assertThat(value.get(0)).isEqualTo("1016+%d value: %s".formatted(hex.length() / 2, hex));
        assertThat(value.get(1)).contains("+1 note: not as Virtio 1.4 lays it down: ");
    }

    @Test
    void unknownOptionalSelectorIsShownUnchangedWithoutANote() {
        assertThat(value(false, writer -> writer.append(0x200, 1, 0x909, counting(2), 0, 2)))
                .containsExactly("1016+2 value: 0102");
    }

    /** 5.1.8.1: reserved bytes and numbers without a meaning break a rule, and the format of the value all the same stands. */
    @Test
    void valueWhoseFormatIsSoundKeepsItsFieldsThoughItBreaksARule() {
        assertThat(value(false, net(NetControl.RX_PROMISC, new byte[] {2}, 1)))
                .containsExactly(
                        "1016+1 on: 2",
                        "1016+1 note: not as Virtio 1.4 lays it down: on 2 at byte 1016: expected at most 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, none",
        "0, true, none",
        "1, false, 10",
        "3, false, 10 11 12",
        "32, false, 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41",
        "33, false, 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41... (33 ids)",
        "33, true, 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42"
    })
    void vlansAreListedUpToThirtyTwo(int count, boolean full, String text) {
        BitSet ids = new BitSet();
        ids.set(10, 10 + count);
        byte[] table = new byte[NetVlanTable.LENGTH];
        NetVlanTable.encode(table, 0, ids);
        assertThat(value(full, net(NetControl.VLAN_ADD, table, table.length)))
                .containsExactly("1016+512 vlans: " + text);
    }

    @ParameterizedTest
    @CsvSource({"32, false, ''", "33, false, ... (33 bytes)", "33, true, ''"})
    void bytesAreShownUpToThirtyTwo(int length, boolean full, String more) {
        String digits = "ab".repeat(full ? length : 32);
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xab);
        assertThat(value(full, writer -> writer.append(0x7ff, 1, 0, bytes, 0, length)))
                .containsExactly("1016+%d value: %s%s".formatted(length, digits, more));
    }

    @ParameterizedTest
    @CsvSource({
        "0x102, 22, 1004+4 offset: 22 queue_select",
        "0x102, 17, 1004+4 offset: 17 (no field)",
        "0x104, 258, 1004+2 vq_index: 258",
        "0x200, 0x0201, 1005+1 command: 2 UNKNOWN",
        "0x200, 0x0104, 1005+1 command: 1 MQ_RSS_CONFIG"
    })
    void selectorIsShownInTheFormOfItsType(int type, long selector, String line) {
        assertThat(lines(false, raw(type, selector, 0))).contains(line);
    }
}
