package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Values of a net device's control virtqueue parts (Virtio 1.4, 5.1.8.1 and 5.1.9.5)")
class NetControlTest {
    private static final byte[] MACS = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2};

    private final byte[] bytes = new byte[1024];

    @Test
    @DisplayName("Names and selectors are those of the specification (constants.json)")
    void selectors() {
        JsonNode specified = Layout.load("constants.json").get("net_cvq_part_selectors");
        assertThat(NetControl.values()).hasSize(specified.size() + 1);
        for (NetControl control : NetControl.values()) {
            if (control != NetControl.UNKNOWN) {
                JsonNode pair = specified.get(control.name());
                assertThat(control.controlClass()).isEqualTo(pair.get(0).asInt());
                assertThat(control.command()).isEqualTo(pair.get(1).asInt());
                assertThat(NetControl.of(control.selector())).isEqualTo(control);
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    assertThat(NetControl.of(control.selector() ^ 1L << bit)).isNotEqualTo(control);
                }
            }
        }
        assertThat(NetControl.of(-1)).isEqualTo(NetControl.UNKNOWN);
        assertThatThrownBy(NetControl.UNKNOWN::selector).isInstanceOf(CodecException.class);
    }

    @Test
    void everyEncoderRefusesABufferThatIsTooShortAndLeavesTheRestAlone() {
        RefusalTest.Encoder[] encoders = {
            (b, at) -> NetMacTable.encode(b, at, MACS, Arrays.copyOf(MACS, 6)),
            (b, at) -> NetVlanTable.encode(b, at, BitSet.valueOf(new long[] {6})),
            (b, at) -> NetRssConfig.encode(b, at, 1, 2, new int[] {3, 4}, 5, new byte[] {6}),
            (b, at) -> NetHashConfig.encode(b, at, 1, new byte[] {2, 3}),
            (b, at) -> BitWords.encode(b, at, new long[] {1, 2}),
            (b, at) -> OpcodeList.encodeUse(b, at, GroupType.SELF, new long[] {1, 2}),
            (b, at) -> OpcodeList.encodeQueryResult(b, at, new long[] {1, 2}),
            (b, at) -> Capability.encodeListResult(b, at, new long[] {1, 2}),
            (b, at) -> Capability.encodeGetResult(b, at, MACS, 1, 4),
            (b, at) -> Capability.encodeSet(b, at, 0x800, MACS, 1, 4)
        };
        for (RefusalTest.Encoder encoder : encoders) {
            int length = encoder.encode(new byte[1024], 0);
            byte[] exact = filled(length + 5);
            assertThat(encoder.encode(exact, 2)).isEqualTo(length);
            assertThat(Arrays.copyOfRange(exact, length + 2, length + 5)).containsOnly(0xee);
            for (int size = 0; size < length + 2; size++) {
                byte[] small = filled(size);
                assertThatThrownBy(() -> encoder.encode(small, 2)).isInstanceOf(CodecException.class);
                assertThat(small).isEqualTo(filled(size));
            }
        }
    }

    private static byte[] filled(int size) {
        byte[] filled = new byte[size];
        Arrays.fill(filled, (byte) 0xee);
        return filled;
    }

    @Test
    void valuesThatDoNotFitAreRefusedAndWriteNothing() {
        assertThatThrownBy(() -> NetRssConfig.encode(bytes, 10, 1, 2, new int[] {3, 65536}, 5, MACS))
                .hasMessage("indirection_table 65536 at byte 20: expected 0 to 65535");
        assertThatThrownBy(() -> NetRssConfig.encode(bytes, 10, 1, 2, new int[] {3, 4}, -5, MACS))
                .hasMessage("max_tx_vq -5 at byte 22: expected 0 to 65535");
        assertThatThrownBy(() -> NetRssConfig.encode(bytes, 10, 1, 2, new int[] {3}, 5, new byte[256]))
                .hasMessage("hash_key_length 256 at byte 22: expected 0 to 255");
        assertThatThrownBy(() -> NetRssConfig.encode(bytes, 10, 1, 2, new int[0], 5, MACS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NetHashConfig.encode(bytes, 10, 1L << 32, MACS))
                .hasMessage("hash_types 4294967296 at byte 10: expected 0 to 4294967295");
        assertThatThrownBy(() -> NetHashConfig.encode(bytes, 10, 1, new byte[256]))
                .hasMessage("hash_key_length 256 at byte 22: expected 0 to 255");
        assertThatThrownBy(() -> NetMacTable.encode(bytes, 10, new byte[7], MACS))
                .hasMessage("addresses of 7 bytes: expected a multiple of 6");
        BitSet ids = new BitSet();
        ids.set(4096);
        assertThatThrownBy(() -> NetVlanTable.encode(bytes, 10, ids)).hasMessage("VLAN id 4096: expected at most 4095");
        assertThat(bytes).containsOnly(0);
    }

    @Test
    @Tag("DP-TXT-21")
    void vlanPartIsTheWholeTableAndOverwritesWhatWasThere() {
        Arrays.fill(bytes, (byte) 0xff);
        assertThat(NetVlanTable.encode(bytes, 3, BitSet.valueOf(new long[] {0b10})))
                .isEqualTo(512);
        for (int id = 0; id < NetVlanTable.IDS; id++) {
            assertThat(NetVlanTable.contains(bytes, 3, id)).isEqualTo(id == 1);
        }
        assertThat(bytes[515]).isEqualTo((byte) 0xff);
        assertThatThrownBy(() -> NetVlanTable.contains(bytes, 3, 4096)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void largestIndirectionTableHas65536Entries() {
        byte[] large = new byte[NetRssConfig.length(65536, 0) + 16];
        int[] table = new int[65536];
        table[65535] = 0x7abc;
        assertThat(NetRssConfig.encode(large, 16, 1, 2, table, 3, new byte[0])).isEqualTo(11 + 2 * 65536);
        assertThat(NetRssConfig.entries(large, 16)).isEqualTo(65536);
        assertThat(NetRssConfig.entry(large, 16, 65535)).isEqualTo(0x7abc);
        assertThat(NetRssConfig.maxTxVq(large, 16)).isEqualTo(3);
        assertThatThrownBy(() -> NetRssConfig.entry(large, 16, 65536)).isInstanceOf(IndexOutOfBoundsException.class);
        PartHeader.encode(large, 0, 0x200, 0, NetControl.MQ_RSS_CONFIG.selector(), large.length - 16L);
        assertThat(PartRules.check(new PartCursor().wrap(large, 0, large.length)))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("The words that a number needs follow the prose (2.12.1.2.1): the printed formula lacks one")
    void wordsOfIds() {
        assertThat(new int[] {BitWords.count(0), BitWords.count(63), BitWords.count(64), BitWords.count(0x800)})
                .containsExactly(1, 1, 2, 33);
        CommandView view =
                new CommandView().wrap(bytes, 0, OpcodeList.encodeUse(bytes, 0, GroupType.SELF, new long[] {1, 2}));
        assertThat(BitWords.word(view, 1)).isEqualTo(2);
        assertThat(view.bit(65)).isTrue();
        assertThat(BitWords.word(view, 2)).as("behind the end").isZero();
        assertThat(new int[] {BitWords.countIn(0), BitWords.countIn(1), BitWords.countIn(8), BitWords.countIn(9)})
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void capabilityIsAsLongAsItsCommandOrResult() {
        int length = Capability.encodeSet(bytes, 0, 0x801, MACS, 0, 3);
        CommandView command = new CommandView().wrap(bytes, 0, length);
        assertThat(Capability.id(command)).isEqualTo(0x801);
        assertThat(Capability.length(command)).isEqualTo(3);
        assertThat(Capability.length(command.wrap(bytes, 0, 30))).isZero();
        length = Capability.encodeGetResult(bytes, 0, MACS, 0, 5);
        assertThat(Capability.length(new ResultView().wrap(bytes, 0, length, length)))
                .isEqualTo(5);
        assertThatThrownBy(() -> Capability.encodeSet(bytes, 0, 65536, MACS, 0, 3))
                .hasMessage("id 65536 at byte 24: expected 0 to 65535");
        assertThatThrownBy(() -> Capability.encodeSet(bytes, 0, 1, MACS, 0, 13))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
