package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a clone, with programs in place of Java and Maven that say what they are called with. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "vmig");

    private static final List<String> TOOLS = List.of(
            "sh", "dirname", "readlink", "find", "mkdir", "cat", "grep", "head", "tail", "rm", "mv", "sed", "flock");

    @TempDir
    private Path folder = Path.of("");

    private Path bin = Path.of("");
    private Path clone = Path.of("");

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void cloneWithFakeTools() throws IOException {
        bin = Files.createDirectories(folder.resolve("jdk/bin"));
        for (String tool : TOOLS) {
            Path real = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(bin.resolve(tool), Files.exists(real) ? real : Path.of("/bin", tool));
        }
        clone = Files.createDirectories(folder.resolve("clone"));
        Files.createDirectories(clone.resolve("cli/src/main"));
        Files.writeString(clone.resolve("pom.xml"), "");
        Files.writeString(clone.resolve("cli/pom.xml"), "");
        Files.copy(LAUNCHER, clone.resolve("vmig"));
        program("java", "echo runs \"$@\"");
        program("javac", "exit 0");
        program("mvn", "echo \"[INFO] Building vmig fsm 1 [1/2]\"; echo built >> '" + folder + "/builds'");
        release(
                "17.0.1",
                "java.base java.desktop java.logging java.management java.naming java.rmi java.xml"
                        + " jdk.management jdk.unsupported jdk.zipfs");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void release(String version, String modules) throws IOException {
        Files.writeString(
                folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
    }

    private Process start(String javaHome) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(bin.resolve("sh").toString(), clone + "/vmig", "table");
        builder.environment().put("PATH", bin.toString());
        builder.environment().remove("JAVA_HOME");
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        return builder.start();
    }

    private Run run(String javaHome) throws IOException, InterruptedException {
        return finish(start(javaHome));
    }

    private static Run finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private List<String> builds() throws IOException {
        Path file = folder.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void firstRunBuildsWithProgressAndTheNextOneDoesNot() throws IOException, InterruptedException {
        Run first = run("");
        assertThat(first.code()).isZero();
        assertThat(first.out()).startsWith("runs ").endsWith("vmig.jar table\n");
        assertThat(first.err()).contains("vmig: building (only", "vmig:   vmig fsm 1 [1/2]\n");
        Run second = run("");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void ofTwoFirstRunsOneBuildsAndTheOtherReportsThatItWaits() throws IOException, InterruptedException {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        program("mvn", "echo built >> '" + folder + "/builds'; echo '[INFO] Building vmig fsm'; cat '" + gate + "'");
        Process first = start("");
        try (BufferedReader said = first.errorReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("vmig: building");
            assertThat(said.readLine()).isEqualTo("vmig:   vmig fsm");
            Process second = start("");
            try (BufferedReader other = second.errorReader(StandardCharsets.UTF_8)) {
                assertThat(other.readLine()).isEqualTo("vmig: another run is building; waiting for it ...");
                Files.writeString(gate, "go on\n");
                assertThat(second.waitFor()).isZero();
            }
            assertThat(first.waitFor()).isZero();
        }
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildThatFailsIsTheEnvironmentAndSaysWhy() throws IOException, InterruptedException {
        program("mvn", "echo '[ERROR] no such goal'; exit 1");
        Run run = run("");
        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.err()).contains("[ERROR] no such goal\n", "vmig: the build failed; all of its output is in ");
        assertThat(run("").code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void wrongJavaHomeIsNamedWithItsPath() throws IOException, InterruptedException {
        assertRefused(run("/no/such/jdk"), "JAVA_HOME is /no/such/jdk, and there is no bin/java in it");
    }

    @Test
    void missingJavaCompilerOrMavenIsReportedBeforeTheBuild() throws IOException, InterruptedException {
        Files.delete(bin.resolve("mvn"));
        assertRefused(run(""), "no mvn found");
        Files.delete(bin.resolve("javac"));
        assertRefused(run(""), "no javac found beside " + bin + "/java: building takes a JDK, not a JRE");
        Files.delete(bin.resolve("java"));
        assertRefused(run(""), "no java found");
    }

    @Test
    void oldRuntimeAndMissingModuleAreReportedBeforeTheBuild() throws IOException, InterruptedException {
        release("11.0.2", "java.base");
        assertRefused(run(""), bin + "/java is Java 11.0.2 (expected: 17 or newer)");
        release(
                "21",
                "java.base java.desktop java.logging java.management java.naming java.rmi java.xml"
                        + " jdk.management jdk.unsupported");
        assertRefused(run(""), bin + "/java has no module jdk.zipfs (expected: a whole JDK or JRE)");
    }

    private void assertRefused(Run run, String reason) throws IOException {
        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.err()).startsWith("vmig: " + reason).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(builds()).isEmpty();
    }
}
