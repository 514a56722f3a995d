package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever cannot be read, or holds nothing to check, is one line with its place, and never a pass. */
class BadTraceInputTest {
    private static final String HEADER =
            "{'vmigTrace':1,'seed':0,'devices':[{'name':'d','driver':'vfio-virtio','features':7}]}";
    private static final String COLUMNS =
            "cur,cur_name,requested,requested_name,variant,errno,errno_name,result_state,result_name,data_fd_present";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|: is empty (nothing to check)",
                "plain prose$|:1: neither a trace",
                "HEADER$|: holds no event (nothing to check)",
                "HEADER${'end':0}$|: holds no event (nothing to check)",
                "HEADER${'event':'reset','at':5,'dev|:2: the file ends in the middle of this line",
                "HEADER$null$|:2: is no JSON object",
                "HEADER$$|:2: an empty line",
                "HEADER${'event':'read','at':5,'device':'d','length':1,'errno':'E%X','bytes':0}$|:2: errno: \"E%X\" (expected",
                "{'vmigTrace':1,'seed':0,'devices':[null]}$|:1: devices: null",
                "{'vmigTrace':1,'seed':0,'devices':[{'name':'d','driver':'x','features':2}]}$|:1: features: 2",
                "COLUMNS$|: holds no row (nothing to check)",
                "COLUMNS$0,ERROR,1,STOP,unreachable,,,,,$|: no row has an answer (nothing to check)",
                "COLUMNS$1,STOP,1,STOP,-,0,0,1,STO|:2: the file ends in the middle of this line",
                "COLUMNS$1,STOP,1,STOP,-,0,0,1,STOP$|:2: 9 cells",
                "COLUMNS$8,STOP,1,STOP,-,0,0,1,STOP,0$|:2: cur: 8 (expected: 0 to 7)",
                "COLUMNS$1,STOP,1,STOP,-,x,0,1,STOP,0$|:2: errno: \"x\" (expected: a number)",
                "COLUMNS,cur$1,STOP,1,STOP,-,0,0,1,STOP,0,1$|: is no CSV: ",
                "cur,requested$1,1$|:1: no column cur_name",
                "requested,errno$1,1$|:1: no column cur",
            })
    void damagedInputIsOneLineWithItsPlace(String text, String message) throws IOException {
        Path file = folder.resolve("input");
        Files.writeString(
                file,
                text.replace("HEADER", HEADER)
                        .replace("COLUMNS", COLUMNS)
                        .replace('\'', '"')
                        .replace('$', '\n'));
        assertRefused(file, message);
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = folder.resolve("input");
        Files.write(file, "first\nsec\u00e9nd\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, ":2: byte 0xe9 at 9 is no text (expected: UTF-8)");
        Files.write(file, new byte[] {'a', '\n', '\n', 0, 'b'});
        assertRefused(file, ":3: byte 0x00 at 3 is no text (expected: UTF-8)");
        Files.write(file, new byte[] {'a', (byte) 0xc3});
        assertRefused(file, ":1: byte 0xc3 at 1 is no text (expected: UTF-8)");
    }

    @Test
    void byteOrderMarkInFrontSaysNothing() throws IOException {
        Path file = folder.resolve("input");
        Files.writeString(file, "\ufeff" + COLUMNS + "\n");
        assertRefused(file, ": holds no row (nothing to check)");
    }

    @Test
    void pathThatIsNotAFileIsRefused() {
        assertRefused(folder, ": is a folder (expected: a file)");
        assertRefused(folder.resolve("nosuch"), ": no such file");
    }

    @Test
    void nothingToCheckIsBadUsage() {
        assertThat(Invocation.of("trace").err()).startsWith("vmig: a FILE is missing, or --recordings\n");
        assertThat(Invocation.of("trace").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Invocation.of("trace", "--lenient", "x").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    private static void assertRefused(Path file, String message) {
        Invocation vmig = Invocation.of("trace", file.toString());
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.out()).isEmpty();
        assertThat(vmig.err().lines()).singleElement().asString().startsWith("vmig: " + file + message);
    }
}
