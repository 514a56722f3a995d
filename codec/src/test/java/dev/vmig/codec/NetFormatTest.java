package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that is as short as its command allows still has the length that its counts ask for (Virtio 1.4, 5.1.9.5). */
class NetFormatTest {
    private static PartCursor part(NetControl command, String hex) {
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] bytes = new byte[100];
        int end = new PartWriter()
                .wrap(bytes, 0, 100)
                .netControl(command, value, 0, value.length)
                .end();
        return new PartCursor().wrap(bytes, 0, end);
    }

    @ParameterizedTest
    @CsvSource({
        "MAC_TABLE_SET, 01000000 00000000, 8, 14",
        "MAC_TABLE_SET, 00000000 01000000, 8, 14",
        "MQ_HASH_CONFIG, 01000000 0000000000000000 05, 13, 18",
        "MQ_RSS_CONFIG, 01000000 0100 0000 0000 0000 00, 13, 15",
        "MQ_RSS_CONFIG, 01000000 0000 0000 0000 0000 05, 13, 18",
        "MQ_RSS_CONFIG, 01000000 0100 0000 0000 0000 0000 05, 15, 20"
    })
    void countsBeyondTheShortestValueAreAskedFor(NetControl command, String hex, int length, int expected) {
        assertThatThrownBy(() -> PartRules.check(part(command, hex)))
                .hasMessage("length %d at byte 12: expected %d, as the format of the part has it", length, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MAC_TABLE_SET, 00000000 00000000",
        "MQ_HASH_CONFIG, 01000000 0000000000000000 00",
        "MQ_RSS_CONFIG, 01000000 0000 0000 0000 0000 00"
    })
    void shortestValueIsSound(NetControl command, String hex) {
        assertThat(PartRules.check(part(command, hex))).isEqualTo(1);
    }
}
