package dev.vmig.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmig.codec.NetControl;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.RecordHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static byte[] image() {
        byte[] bytes = new byte[256];
        PartWriter writer = new PartWriter().wrap(bytes, 0, bytes.length);
        writer.devFeatures(1, 0).deviceStatus(0x0f).vqCfg(3, 256, 0xffff, 1, 0x1000, 0x2000, 0x3000);
        return Arrays.copyOf(bytes, writer.end());
    }

    private static byte[] record(long size, long flags, long tag, byte... payload) {
        byte[] bytes = new byte[RecordHeader.LENGTH + payload.length];
        RecordHeader.encode(bytes, 0, size, flags, tag);
        System.arraycopy(payload, 0, bytes, RecordHeader.LENGTH, payload.length);
        return bytes;
    }

    private static byte[] stream() {
        byte[] image = image();
        return concat(record(5, 1, 7, "hello".getBytes(US_ASCII)), record(image.length, 0, 0, image));
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private Invocation decode(byte[] bytes, String... options) throws IOException {
        Path file = folder.resolve("bytes");
        Files.write(file, bytes);
        String[] args = new String[options.length + 2];
        args[0] = "decode";
        System.arraycopy(options, 0, args, 1, options.length);
        args[args.length - 1] = file.toString();
        return Invocation.of(args);
    }

    @Test
    void streamIsATreeWithOffsets() throws IOException {
        Invocation vmig = decode(stream(), "--kind", "record-stream");
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.err()).isEmpty();
        assertThat(vmig.lines())
                .contains(
                        "0x00000000  record 0                  21 bytes  skipped: optional, tag 7",
                        "0x00000015  record 1                  113 bytes  image",
                        "0x00000015    record_size             97",
                        "0x00000045    part DEVICE_STATUS      17 bytes",
                        "0x00000055      device_status         0xf ACKNOWLEDGE DRIVER DRIVER_OK FEATURES_OK",
                        "0x0000005a      vq_index              3",
                        "0x00000068      vector                65535",
                        "0x00000076      queue_driver          0x2000");
    }

    @Test
    void everyTruncationIsDamageWhereTheBytesEnd() throws IOException {
        byte[] whole = stream();
        int first = 21;
        for (int length = 1; length < whole.length; length++) {
            Invocation vmig = decode(Arrays.copyOf(whole, length), "--kind", "record-stream");
            if (length == first) {
                assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
            } else {
                assertThat(vmig.code()).as("%d bytes", length).isEqualTo(ExitCode.DOES_NOT_HOLD);
                assertThat(vmig.lastLine()).startsWith("error at byte " + length + ": the input ends in the ");
            }
        }
    }

    @Test
    void partsBeforeTheDamageAreShown() throws IOException {
        byte[] whole = stream();
        Invocation vmig = decode(Arrays.copyOf(whole, whole.length - 1), "--kind", "record-stream");
        assertThat(vmig.out()).contains("part DEV_FEATURES").contains("part DEVICE_STATUS");
        assertThat(vmig.lastLine())
                .isEqualTo("error at byte 133: the input ends in the payload of record 1 at byte 21: 96 of 97 bytes");
    }

    @Test
    void unknownMandatoryRecordIsAnError() throws IOException {
        Invocation vmig = decode(record(1, 0, 9, (byte) 1), "--kind", "record-stream");
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.lastLine())
                .isEqualTo(
                        "error at byte 12: tag 9 is unknown, and the record is mandatory (expected: 0, device data)");
    }

    @Test
    void payloadThatIsNoPartsIsANoteAndNoError() throws IOException {
        Invocation vmig = decode(record(5, 0, 0, "hello".getBytes(US_ASCII)));
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.out()).contains("note").contains("the payload is not device parts");
        assertThat(vmig.out()).contains("68656c6c6f");
    }

    @Test
    void claimOfFourGigabytesCostsNoMemory() throws IOException {
        for (long size : new long[] {0xffff_ffffL, Long.MAX_VALUE, -1}) {
            Invocation vmig = decode(record(size, 0, 0, new byte[100]), "--kind", "record-stream");
            assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
            assertThat(vmig.lastLine())
                    .isEqualTo("error at byte 116: the input ends in the payload of record 0 at byte 0: 100 of "
                            + Long.toUnsignedString(size) + " bytes");
        }
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        byte[] whole = stream();
        JsonNode sound = decode(whole, "--json", "--kind", "record-stream").json();
        assertThat(sound.get("sound").asBoolean()).isTrue();
        assertThat(sound.get("kind").asText()).isEqualTo("record-stream");
        assertThat(sound.get("nodes")).hasSize(2);
        assertThat(sound.at("/nodes/1/children/3/name").asText()).isEqualTo("part DEV_FEATURES");
        assertThat(sound.at("/nodes/1/offset").asLong()).isEqualTo(21);
        Invocation cut = decode(Arrays.copyOf(whole, 30), "--json", "--kind", "record-stream");
        assertThat(cut.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(cut.json().at("/error/offset").asLong()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // kind | hex | exit code | part of the last line
                "parts|0301000000000000000000000100000 00f|0|device_status",
                "parts|03010000000000000000000002000000 0f|1|error at byte 17: length 2 at byte 12: at most 1 bytes remain",
                "parts|0301|1|error at byte 2: part header at byte 0: the last 2 bytes are too few",
                "admin-command|1100 0100 000000000000000000000000 0300000000000000 01|0|1 STOPPED",
                "admin-command|1100 0100 000000000000000000000000 0300000000000000|1|error at byte 24: flags at byte 24: 0 of 1 bytes",
                "admin-command|1100|1|error at byte 2: command header at byte 0: 2 of 24 bytes",
                "admin-command|0f00 0100 000000000000000000000000 0100000000000000 00000000 05000000 0100000000000000|0|1 ALL",
                "admin-command|0100 0100 000000000000000000000000 0000000000000000 80e7030000000000|0|DEV_MODE_SET",
            })
    void otherKinds(String kind, String digits, int code, String last) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(digits.replace(" ", ""));
        Invocation vmig = decode(bytes, "--kind", kind);
        assertThat(vmig.code()).as(vmig.out() + vmig.err()).isEqualTo(code);
        assertThat(vmig.lastLine()).contains(last);
    }

    @ParameterizedTest
    @CsvSource({
        "LIST_QUERY, 0000000000000000 0300000000000000, 0, LIST_QUERY LIST_USE",
        "0x0e, 0000000000000000 0e04000000000000, 0, 1038",
        "8, 0000000000000000 ff, 1, error at byte 9: result of DEVICE_CAP_GET",
        "0x11, 1600030000000000, 0, 3 INVALID_FIELD",
        "0x11, 1600, 1, error at byte 2: status header",
    })
    void results(String opcode, String digits, int code, String last) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(digits.replace(" ", ""));
        Invocation vmig = decode(bytes, "--kind", "admin-result", "--opcode", opcode);
        assertThat(vmig.code()).as(vmig.out() + vmig.err()).isEqualTo(code);
        assertThat(vmig.out()).contains(last);
    }

    @Test
    void kindIsFoundOutWhereThereIsOne() throws IOException {
        assertThat(decode(stream(), "--json").json().get("kind").asText()).isEqualTo("record-stream");
        assertThat(decode(image(), "--json").json().get("kind").asText()).isEqualTo("parts");
        assertThat(decode(record(97, 0, 0, image()), "--json")
                        .json()
                        .get("kind")
                        .asText())
                .isEqualTo("record-stream");
        assertThat(decode("garbage that is nothing at all".getBytes(US_ASCII)).err())
                .contains("begins like no kind (record-stream: ")
                .contains("); --kind tells");
    }

    @Test
    void hexTextIsRead() throws IOException {
        Invocation vmig = decode(
                "# a stop\n0x11 00 0100\n".concat("00".repeat(20)).concat(" 01").getBytes(US_ASCII), "--hex");
        assertThat(vmig.code()).as(vmig.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.out()).contains("1 STOPPED").endsWith("group_member_id 0 at byte 16: expected at least 1\n");
        assertThat(decode("00 0g".getBytes(US_ASCII), "--hex").err()).contains(":1:5: 0x67 is no hex digit");
        assertThat(decode("00 0".getBytes(US_ASCII), "--hex").err()).contains(":1: the last byte has one digit only");
    }

    @Test
    void longValuesAreCutUnlessEverythingIsWanted() throws IOException {
        byte[] payload = "x".repeat(100).getBytes(US_ASCII);
        assertThat(decode(record(100, 0, 0, payload)).out()).contains("78... (100 bytes)");
        assertThat(decode(record(100, 0, 0, payload), "--full").out()).contains("78".repeat(100));
    }

    @Test
    void badUsageIsOneLine() throws IOException {
        assertThat(Invocation.of("decode", folder.resolve("nosuch").toString()).err())
                .isEqualTo("vmig: " + folder.resolve("nosuch") + ": no such file\n");
        assertThat(Invocation.of("decode", folder.toString()).code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(decode(new byte[0]).err()).contains(": is empty (nothing to decode)");
        assertThat(decode(stream(), "--kind", "banana").err()).startsWith("vmig: --kind: banana (expected: record-st");
        assertThat(decode(stream(), "--kind", "admin-result").err()).startsWith("vmig: --opcode is missing");
        assertThat(decode(stream(), "--opcode", "3").err()).startsWith("vmig: --opcode goes with");
        assertThat(decode(stream(), "--kind", "admin-result", "--opcode", "0x99")
                        .err())
                .startsWith("vmig: --opcode: 0x99 (expected");
    }

    @Test
    void partThatIsCutIsShownAsHexBehindTheWholeOnes() throws IOException {
        byte[] whole = stream();
        Invocation vmig = decode(Arrays.copyOf(whole, whole.length - 1), "--kind", "record-stream");
        assertThat(vmig.lines()).anyMatch(line -> line.startsWith("0x00000056    part that is cut        0401"));
        assertThat(vmig.out()).doesNotContain("part VQ_CFG");
    }

    @Test
    void brokenRuleIsANoteAndNoError() throws IOException {
        byte[] twice = concat(image(), image());
        Invocation vmig = decode(record(twice.length, 0, 0, twice));
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lastLine())
                .startsWith("0x00000071    note")
                .endsWith("not as Virtio 1.4 lays it down: part_type 256 at byte 113: expected in front of type 260");
    }

    @Test
    void everyTruncationOfACommandIsDamageWhereTheBytesEnd() throws IOException {
        byte[] whole = HexFormat.of()
                .parseHex("10000100000000000000000000000000010000000000000000000000010000000301"
                        .concat("00000000000000000000010000000f"));
        assertThat(decode(whole, "--kind", "admin-command").code()).isEqualTo(ExitCode.HOLDS);
        for (int length = 1; length < whole.length; length++) {
            Invocation vmig = decode(Arrays.copyOf(whole, length), "--kind", "admin-command");
            if (length != 32) {
                assertThat(vmig.code()).as("%d bytes", length).isEqualTo(ExitCode.DOES_NOT_HOLD);
                assertThat(vmig.lastLine()).startsWith("error at byte " + length + ": ");
            }
        }
    }

    @Test
    void netControlValuesAreShownFieldByField() throws IOException {
        byte[] macs = {1, 0, 0, 0, 2, 0, 0, 0, 0, 9, 0, 0, 0, 0};
        byte[] bytes = new byte[64];
        int length = new PartWriter()
                .wrap(bytes, 0, bytes.length)
                .netControl(NetControl.MAC_TABLE_SET, macs, 0, macs.length)
                .end();
        Invocation vmig = decode(Arrays.copyOf(bytes, length), "--kind", "parts");
        assertThat(vmig.lines().stream().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "0x00000005 command 0 MAC_TABLE_SET",
                        "0x00000010 unicast 10 bytes",
                        "0x00000010 entries 1",
                        "0x00000014 macs[0] 02:00:00:00:00:09",
                        "0x0000001a multicast 4 bytes");
    }

    @Test
    void garbageIsNeverAnInternalError() throws IOException {
        byte[] bytes = new byte[200];
        for (int seed = 0; seed < 200; seed++) {
            new Random(seed).nextBytes(bytes);
            for (String kind : List.of("record-stream", "parts", "admin-command")) {
                assertThat(decode(bytes, "--kind", kind).code()).isIn(ExitCode.HOLDS, ExitCode.DOES_NOT_HOLD);
            }
            String opcode = Integer.toString(seed % 18);
            assertThat(decode(bytes, "--kind", "admin-result", "--opcode", opcode)
                            .code())
                    .isIn(ExitCode.HOLDS, ExitCode.DOES_NOT_HOLD);
            assertThat(decode(bytes).code()).isNotEqualTo(ExitCode.INTERNAL_ERROR);
        }
    }

    @Test
    void invalidNameIsBadUsage() {
        assertThat(Invocation.of("decode", "a\0b").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void dashIsStdin() {
        InputStream stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(stream()));
            assertThat(Invocation.of("decode", "--kind", "record-stream", "-").out())
                    .contains("record 1");
        } finally {
            System.setIn(stdin);
        }
    }
}
