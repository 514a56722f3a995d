package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is delivered beside the jars: one version everywhere, manual pages, completion, and the example workflow. */
class DistributionTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder = Path.of("");

    private static String version() throws IOException {
        return first("<artifactId>vmig-parent</artifactId>\\s+<version>([^<]+)", "pom.xml");
    }

    private static String first(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bom/pom.xml", "Dockerfile", "docs/ci.md", "docs/driver-author.md", "examples/ci/testee.yml"})
    void versionIsTheSameEverywhere(String file) throws IOException {
        assertThat(Pattern.compile("vmig-(?:[a-z]+</artifactId>\\s+<version>)?(\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?)")
                        .matcher(Files.readString(ROOT.resolve(file)))
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .containsOnly(version());
    }

    @Test
    void workflowOfTheDocumentIsTheExample() throws IOException {
        String example = Files.readString(ROOT.resolve("examples/ci/testee.yml"));
        assertThat(Files.readString(ROOT.resolve("docs/ci.md"))).contains("```yaml\n" + example + "```");
        assertThat(example.lines()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void eachCommandHasAPageWithItsOptionsAndExitCodes() throws IOException {
        Map<String, String> pages = Manual.pages(Vmig.commandLine(), version());
        assertThat(pages.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("vmig"),
                                AllCommandsTest.commands().map(name -> "vmig-" + name.replace(' ', '-')))
                        .toList());
        assertThat(pages.get("vmig-conform"))
                .startsWith(".TH VMIG-CONFORM 1 ")
                .contains("vmig\\-conform \\- Check a driver", "\\fB\\-\\-testee CMD\\fR", ".SH EXIT STATUS\n.TP\n0\n");
        assertThat(pages.values())
                .allSatisfy(page -> assertThat(page.lines())
                        .noneMatch(line -> line.startsWith("'"))
                        .filteredOn(line -> line.startsWith("."))
                        .allMatch(line -> line.matches("\\.(TH .*|SH .*|TP|PP|nf|fi)")));
    }

    @Test
    void completionKnowsCommandsAndOptions() throws IOException {
        Path completion = folder.resolve("vmig");
        Manual.main(new String[] {folder.toString(), completion.toString(), version()});
        assertThat(Files.readString(completion)).contains("conform", "--testee", "_complete_vmig");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2 + (int) AllCommandsTest.commands().count());
        }
    }
}
