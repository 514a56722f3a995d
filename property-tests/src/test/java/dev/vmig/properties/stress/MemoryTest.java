package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a header merely claims costs no memory: all in a JVM of its own with a heap of 64 MiB. */
@Tag("stress")
class MemoryTest {
    private record Exit(int code, String output) {}

    /** K-9. */
    @Test
    @Tag("L-92")
    void optionalRecordOf4GibIsSkippedIn64Mib() throws IOException, InterruptedException {
        assertThat(run("skip")).isEqualTo(new Exit(0, ""));
    }

    /** K-6. */
    @Test
    @Tag("L-91")
    void mandatoryRecordOf4GibIsRefusedIn64Mib() throws IOException, InterruptedException {
        assertThat(run("refuse")).isEqualTo(new Exit(0, ""));
    }

    /** Otherwise the two above would show nothing. */
    @Test
    void recordThatIsKeptDoesNotFitIn64Mib() throws IOException, InterruptedException {
        Exit exit = run("keep");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).contains("java.lang.OutOfMemoryError: Java heap space");
    }

    private static Exit run(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HugeRecords.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Exit(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
