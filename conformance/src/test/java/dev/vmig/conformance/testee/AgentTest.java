package dev.vmig.conformance.testee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent of kernel/, with all sanitizers, before a kernel of its tests instead of a real one. */
class AgentTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final int GARBAGE = 5_000;

    @TempDir
    static Path folder;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        assumeTrue(exitCode("cc", "--version") == 0, "no C compiler");
        assumeTrue(exitCode("make", "--version") == 0, "no make");
        Path sources = Path.of("..", "kernel", "agent");
        assertThat(exitCode("make", "-s", "-C", sources.toString(), "out=" + folder.toAbsolutePath(), "fake"))
                .isZero();
    }

    private static int exitCode(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static String command() {
        return folder.resolve("fake-agent") + " --device /dev/vfio/1,source --device /dev/vfio/1,target"
                + " --traits SAME_STATE_SAME_BYTES,EXACT_COUNTERS";
    }

    @Test
    void everyCallAndErrnoIsPassedOn() {
        try (ProcessTestee testee = ProcessTestee.start(command(), ProcessTestee.LIMIT)) {
            ConformanceReport report = KIT.check(testee, 1, List.of());
            assertThat(report.violated()).isEmpty();
            assertThat(report.verdicts().values())
                    .filteredOn(Verdict.Held.class::isInstance)
                    .hasSizeGreaterThan(50);
        }
    }

    @Test
    void faultOfADriverIsSeenThroughTheAgent() {
        try (ProcessTestee testee = ProcessTestee.start("FAULT=1 " + command(), ProcessTestee.LIMIT)) {
            assertThat(KIT.checkOnly(testee, 1, "VMIG-CNT-010").violated()).containsExactly("VMIG-CNT-010");
        }
    }

    /** Sanitizers end the program with another exit code and say why. */
    @Test
    void garbageIsAnsweredLineByLine() throws IOException, InterruptedException {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < GARBAGE; number++) {
            lines.add(damaged(call(random), random));
        }
        Files.write(
                folder.resolve("calls"), String.join("\n", lines).concat("\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run()).as("exit code").isZero();
        assertThat(folder.resolve("errors")).isEmptyFile();
        try (Stream<String> answers = Files.lines(folder.resolve("answers"))) {
            assertThat(answers.map(Message::parse).filter(AgentTest::isAnAnswer))
                    .hasSize(GARBAGE);
        }
    }

    private static boolean isAnAnswer(Message answer) {
        return answer.has("id")
                && Stream.of("ok", "errno", "failed").filter(answer::has).count() == 1;
    }

    private static String call(Random random) {
        String device = random.nextBoolean() ? "source" : "target";
        int file = 1 + random.nextInt(40);
        String[] calls = {
            "\"hello\",\"protocol\":1",
            "\"open\",\"seed\":1",
            "\"set\",\"device\":\"%s\",\"state\":%d".formatted(device, random.nextInt(9)),
            "\"set\",\"device\":\"%s\",\"state\":%d".formatted(device, random.nextLong(1L << 33)),
            "\"get\",\"device\":\"%s\"%s".formatted(device, moreFields(random.nextInt(30))),
            "\"data_size\",\"device\":\"%s\"".formatted(device),
            "\"precopy_v2\",\"device\":\"%s\"".formatted(device),
            "\"reset\",\"device\":\"%s\"".formatted(device),
            "\"read\",\"device\":\"%s\",\"file\":%d,\"length\":%d".formatted(device, file, random.nextInt(1 << 21)),
            "\"write\",\"device\":\"%s\",\"file\":%d,\"data\":\"%s\""
                    .formatted(device, file, "5245".repeat(random.nextInt(40))),
            "\"precopy_info\",\"device\":\"%s\",\"file\":%d".formatted(device, file),
            "\"close_file\",\"device\":\"%s\",\"file\":%d".formatted(device, file),
        };
        // Most often a request: what is not open takes no other call.
        int chosen = random.nextInt(3 * calls.length);
        return "{\"id\":%d,\"call\":%s}"
                .formatted(random.nextInt(), calls[chosen < calls.length ? chosen : 2])
                .replace("\"id\":-", "\"id\":");
    }

    private static String moreFields(int count) {
        return IntStream.range(0, count).mapToObj(",\"field%d\":0"::formatted).collect(Collectors.joining());
    }

    /** Half of the lines stay as they are; in others bytes are replaced, left out or doubled. */
    private static String damaged(String call, Random random) {
        StringBuilder line = new StringBuilder(call);
        int damages = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
        for (int damage = 0; damage < damages && !line.isEmpty(); damage++) {
            int at = random.nextInt(line.length());
            switch (random.nextInt(4)) {
                case 0 -> line.setCharAt(at, "\0\t\"\\{}:,x9-\u00ff".charAt(random.nextInt(12)));
                case 1 -> line.deleteCharAt(at);
                case 2 -> line.setLength(at);
                default -> line.insert(at, line.substring(at));
            }
        }
        return line.toString();
    }

    private static int run() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command())
                .redirectInput(folder.resolve("calls").toFile())
                .redirectOutput(folder.resolve("answers").toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start()
                .waitFor();
    }

    @Test
    void lineThatIsTooLongEndsTheAgent() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("calls"), "{".repeat(Lines.LONGEST + 1));
        assertThat(run()).isEqualTo(3);
        assertThat(folder.resolve("errors")).content().contains("the calls end: Message too long");
    }

    @ParameterizedTest
    @CsvSource({
        "'--device /dev/vfio/1,a', 1 devices",
        "--traits a-b, --traits: a-b",
        "'--device /dev/vfio/1,a --device /dev/vfio/1,b --device /dev/vfio/1,c', a third one",
    })
    void wrongArgumentsAreNamed(String arguments, String message) throws IOException, InterruptedException {
        Process agent = new ProcessBuilder("sh", "-c", folder.resolve("fake-agent") + " " + arguments).start();
        assertThat(new String(agent.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(message)
                .contains("usage: agent");
        assertThat(agent.waitFor()).isEqualTo(2);
    }
}
