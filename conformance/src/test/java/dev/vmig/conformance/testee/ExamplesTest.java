package dev.vmig.conformance.testee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example adapters: what others start from has to work, and to find something. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "testee");
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);

    @TempDir
    Path folder;

    private static boolean runs(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false; // It is not there.
        }
    }

    /** The command that runs an example; skipped if there is no compiler or interpreter for it. */
    private String command(String example) throws IOException, InterruptedException {
        String source = EXAMPLES.resolve(example).toString();
        String program = folder.resolve("testee").toString();
        switch (example.substring(example.indexOf('.') + 1)) {
            case "c" -> {
                assumeTrue(runs("cc", "--version"), "no C compiler");
                assertThat(runs("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-o", program, source))
                        .isTrue();
            }
            case "rs" -> {
                assumeTrue(runs("rustc", "--version"), "no Rust compiler");
                assertThat(runs("rustc", "--edition", "2021", "-D", "warnings", "-o", program, source))
                        .isTrue();
            }
            default -> {
                assumeTrue(runs("python3", "--version"), "no Python");
                program = "python3 " + source;
            }
        }
        return program;
    }

    private static void assertConforms(String command) {
        try (ProcessTestee testee = ProcessTestee.start(command, ProcessTestee.LIMIT)) {
            ConformanceReport report = KIT.check(testee, 1, List.of());
            assertThat(report.violated()).isEmpty();
            assertThat(report.verdicts().values())
                    .filteredOn(Verdict.Held.class::isInstance)
                    .hasSizeGreaterThan(40);
        }
    }

    private static void assertRejected(String command, Duration limit, String rule) {
        try (ProcessTestee testee = ProcessTestee.start(command, limit)) {
            assertThat(KIT.checkOnly(testee, 1, rule).violated()).containsExactly(rule);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"registers.py", "registers.c", "registers.rs", "precopy.py", "precopy.c", "events.py"})
    void exampleConforms(String example) throws IOException, InterruptedException {
        assertConforms(command(example));
    }

    @ParameterizedTest
    @CsvSource({
        "registers.py, --fault, VMIG-SES-001",
        "registers.rs, --fault, VMIG-ERR-003",
        "precopy.py, --fault-precopy, VMIG-STR-002",
        "precopy.c, --fault, VMIG-CNT-010",
        "events.py, --fault, VMIG-MIG-010"
    })
    void faultyExampleIsRejected(String example, String fault, String rule) throws IOException, InterruptedException {
        assertRejected(command(example) + " " + fault, ProcessTestee.LIMIT, rule);
    }

    /** An adapter that throws is a verdict on its driver, not the end of the testee. */
    @Test
    void adapterAnswersFailedWhenItThrows() throws IOException, InterruptedException {
        Path calls = Files.writeString(
                folder.resolve("calls"),
                "{\"id\":1,\"call\":\"read\",\"device\":\"source\",\"file\":7,\"length\":1}\n");
        Path answers = folder.resolve("answers");
        Process program = new ProcessBuilder("sh", "-c", command("registers.py"))
                .redirectInput(calls.toFile())
                .redirectOutput(answers.toFile())
                .start();
        assertThat(program.waitFor()).isZero();
        assertThat(answers).content().startsWith("{\"id\": 1, \"failed\": \"");
    }

    /** It never returns: the only thing that takes real time. */
    @Test
    void faultyDriverThatNeverReturnsIsRejected() throws IOException, InterruptedException {
        assertRejected(command("registers.c") + " --fault", Duration.ofMillis(500), "VMIG-FSM-013");
    }

    @ParameterizedTest
    @CsvSource({"registers.py, 160", "registers.c, 150", "registers.rs, 190", "precopy.py, 130", "precopy.c, 215"})
    void exampleIsShort(String name, int lines) throws IOException {
        assertThat(Files.readAllLines(EXAMPLES.resolve(name))).hasSizeLessThan(lines);
    }

    /** The conversation at the head of docs/testee-protocol.md. */
    @Test
    void documentShowsWhatIsSaid() throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "testee-protocol.md"));
        List<String> block = lines.subList(lines.indexOf("```") + 1, lines.size());
        List<String> conversation = block.subList(0, block.indexOf("```"));
        Path calls = Files.write(folder.resolve("calls"), said(conversation, "\u2192 "));
        Path answers = folder.resolve("answers");
        Process program = new ProcessBuilder("sh", "-c", command("registers.py"))
                .redirectInput(calls.toFile())
                .redirectOutput(answers.toFile())
                .start();
        assertThat(program.waitFor()).isZero();
        assertThat(trees(Files.readAllLines(answers))).isNotEmpty().isEqualTo(trees(said(conversation, "\u2190 ")));
    }

    private static List<String> said(List<String> conversation, String by) {
        return conversation.stream()
                .filter(line -> line.startsWith(by))
                .map(line -> line.substring(by.length()))
                .toList();
    }

    private static List<Message> trees(List<String> lines) {
        return lines.stream().map(Message::parse).toList();
    }
}
