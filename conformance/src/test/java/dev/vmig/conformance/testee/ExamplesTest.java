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
import org.junit.jupiter.params.provider.ValueSource;

/** The example adapters: what others start from has to work, and to find something. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "testee");
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final int LINES = 150;

    @TempDir
    Path folder;

    private static boolean runs(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false; // It is not there.
        }
    }

    private String compiled() throws IOException, InterruptedException {
        assumeTrue(runs("cc", "--version"), "no C compiler");
        Path program = folder.resolve("registers");
        String source = EXAMPLES.resolve("registers.c").toString();
        assertThat(runs("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-o", program.toString(), source))
                .isTrue();
        return program.toString();
    }

    private static String script() throws IOException, InterruptedException {
        assumeTrue(runs("python3", "--version"), "no Python");
        return "python3 " + EXAMPLES.resolve("registers.py");
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

    @Test
    void theDriverInPythonConforms() throws IOException, InterruptedException {
        assertConforms(script());
    }

    @Test
    void theDriverInCConforms() throws IOException, InterruptedException {
        assertConforms(compiled());
    }

    /** It answers 0 where a session has ended. */
    @Test
    void theFaultyDriverInPythonIsRejected() throws IOException, InterruptedException {
        assertRejected(script() + " --fault", ProcessTestee.LIMIT, "VMIG-SES-001");
    }

    /** It never returns: the only thing that takes real time. */
    @Test
    void theFaultyDriverInCIsRejected() throws IOException, InterruptedException {
        assertRejected(compiled() + " --fault", Duration.ofMillis(500), "VMIG-FSM-013");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registers.py", "registers.c"})
    void anAdapterTakesLessThan150Lines(String name) throws IOException {
        assertThat(Files.readAllLines(EXAMPLES.resolve(name))).hasSizeLessThan(LINES);
    }

    /** The conversation at the head of docs/testee-protocol.md. */
    @Test
    void theDocumentShowsWhatIsSaid() throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "testee-protocol.md"));
        List<String> block = lines.subList(lines.indexOf("```") + 1, lines.size());
        List<String> conversation = block.subList(0, block.indexOf("```"));
        Path calls = Files.write(folder.resolve("calls"), said(conversation, "\u2192 "));
        Path answers = folder.resolve("answers");
        Process program = new ProcessBuilder("sh", "-c", script())
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
