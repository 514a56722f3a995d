package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that was killed leaves behind: no process, and a folder until the next run begins. */
class KilledRunTest {
    @TempDir
    private Path temporary = Path.of("");

    /** Starts a JVM for TLC, tells its process id, and goes on until it is killed. */
    static final class Run {
        private Run() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            TlcJvm jvm = TlcJvm.start(Path.of("").toAbsolutePath(), TlcJvm.QUICK);
            ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
            System.out.flush();
            new CountDownLatch(1).await();
            jvm.close();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Stream.of(Run.class, TlcJvm.class, tlc2.TLC.class)
                                .map(type -> TlcJvm.pathOf(type).toString())
                                .collect(Collectors.joining(File.pathSeparator)),
                        Run.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ProcessHandle tlcOf(Process run) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.US_ASCII));
        return ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(temporary)) {
            return folders.toList();
        }
    }

    @Test
    void tlcEndsWithARunThatIsKilledAndItsFolderIsRemovedByTheNext() throws Exception {
        Process killed = start();
        Process live = start();
        try {
            ProcessHandle orphan = tlcOf(killed);
            ProcessHandle other = tlcOf(live);
            assertThat(folders()).hasSize(2);
            RunFolder.removeLeftovers(temporary);
            assertThat(folders()).hasSize(2);

            killed.destroyForcibly().waitFor();
            orphan.onExit().get(1, TimeUnit.MINUTES);
            RunFolder.removeLeftovers(temporary);

            assertThat(other.isAlive()).isTrue();
            assertThat(folders())
                    .singleElement()
                    .satisfies(
                            left -> assertThat(left.getFileName().toString()).startsWith("vmig-" + live.pid() + "-"));
        } finally {
            killed.destroyForcibly();
            live.destroyForcibly().waitFor();
        }
    }
}
