package dev.vmig.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TextLinesTest {
    private static final String TEXT = "first\r\nsecond\twith a tab\n\nsch\u00f6n\nlast\n";

    private static List<String> read(InputStream in) throws IOException {
        List<String> read = new ArrayList<>();
        try (TextLines lines = TextLines.open("t", in)) {
            while (lines.next()) {
                read.add(lines.number() + ":" + lines.text() + (lines.isCut() ? "..." : ""));
            }
        }
        return read;
    }

    private static InputStream bytes(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] manyLines() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 64 == 63 ? '\n' : 'a' + i * 31 % 26);
        }
        return bytes;
    }

    @Test
    void linesAreNumberedAndLoseTheirEnds() throws IOException {
        assertThat(read(text(TEXT))).containsExactly("1:first", "2:second\twith a tab", "3:", "4:sch\u00f6n", "5:last");
        assertThat(read(text("\ufeffa\nb"))).containsExactly("1:a", "2:b...");
        assertThat(read(text(""))).isEmpty();
    }

    @Test
    void linesAcrossBlocksAreWhole() throws IOException {
        byte[] bytes = manyLines();
        assertThat(read(bytes(bytes)))
                .hasSize(bytes.length / 64)
                .allSatisfy(line ->
                        assertThat(line.substring(line.indexOf(':') + 1)).hasSize(63));
    }

    @Test
    void archivesAreReadAsTheyAre() throws IOException {
        byte[] plain = TEXT.getBytes(StandardCharsets.UTF_8);
        List<String> expected = read(bytes(plain));
        assertThat(read(bytes(gzip(plain)))).isEqualTo(expected);
        assertThat(read(bytes(Zstd.compress(plain)))).isEqualTo(expected);
    }

    /** As log rotation and parallel compressors write them. */
    @Test
    void membersOfAnArchiveFollowEachOther() throws IOException {
        InputStream both = new SequenceInputStream(
                bytes(gzip("a\n".getBytes(StandardCharsets.UTF_8))),
                bytes(gzip("b\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(read(both)).containsExactly("1:a", "2:b");
    }

    @Test
    void archiveThatIsCutOffOrDamagedIsRefused() throws IOException {
        byte[] plain = manyLines();
        for (byte[] archive : List.of(gzip(plain), Zstd.compress(plain))) {
            assertRefused(Arrays.copyOf(archive, archive.length - 3), "t: the archive is truncated or damaged");
            assertRefused(Arrays.copyOf(archive, 9), "t: the archive is truncated or damaged");
            byte[] damaged = archive.clone();
            damaged[archive.length / 2] ^= 0x55;
            assertThatThrownBy(() -> read(bytes(damaged))).isInstanceOf(TraceFormatException.class);
        }
        byte[] gzip = gzip(plain);
        byte[] trailing = Arrays.copyOf(gzip, gzip.length + 20);
        assertRefused(trailing, "t: the archive is truncated or damaged");
    }

    @Test
    void archiveThatExpandsTooFarIsRefused() throws IOException {
        byte[] archive = Zstd.compress(new byte[1 << 20]);
        try (InputStream in = ExpandedInput.open("t", bytes(archive), 1 << 19)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessage("t: the archive expands to more than 524288 bytes and 100 times its size");
        }
        try (InputStream in = ExpandedInput.open("t", bytes(Zstd.compress(manyLines())), 1 << 10)) {
            assertThat(in.readAllBytes()).as("by a factor below 100").hasSize(1 << 20);
        }
    }

    @Test
    void binaryInputIsRefusedWithItsPlace() {
        assertRefused("first\nsec\u00e9nd\n".getBytes(StandardCharsets.ISO_8859_1), "t:2: byte 0xe9 at 9 is no text");
        assertRefused(new byte[] {'a', '\n', '\n', 0, 'b'}, "t:3: byte 0x00 at 3 is no text");
        assertRefused(new byte[] {'a', (byte) 0xc3}, "t:1: byte 0xc3 at 1 is no text");
        assertRefused(("x".repeat(300_000) + "\n\u007f").getBytes(StandardCharsets.UTF_8), "t:2: byte 0x7f at 300001");
    }

    @Test
    void controlCharactersAreAcceptedOnRequest() throws IOException {
        try (TextLines lines = TextLines.of("t", "a\0\u00e9\nb\u001b")) {
            lines.acceptControlCharacters();
            assertThat(lines.next()).isTrue();
            assertThat(lines.text()).isEqualTo("a\0\u00e9");
            assertThat(lines.next()).isTrue();
            assertThat(lines.text()).isEqualTo("b\u001b");
            assertThatThrownBy(lines::refuseControlCharacters).hasMessageStartingWith("t:1: byte 0x00 at 1 is no text");
        }
    }

    @Test
    void lineWithoutAnEndIsRefused() {
        assertRefused(
                "x".repeat(3 * TextLines.LONGEST).getBytes(StandardCharsets.UTF_8), "t:1: a line of more than 1048576");
    }

    private static void assertRefused(byte[] input, String message) {
        assertThatThrownBy(() -> read(bytes(input)))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(message);
    }
}
