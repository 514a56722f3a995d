package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --report html=FILE}: what is on the pages, and that a browser opens them without an error. */
class HtmlReportTest {
    private static final Path LOGS = Path.of("../trace/src/test/resources/dev/vmig/trace/qemu");
    private static final int MOST_BYTES = 300_000;

    /** A device with a hostile name answers a request for RESUMING with RUNNING. */
    private static final String REJECTED = """
            {"vmigTrace":2,"seed":1,"devices":[{"name":"<script>alert(1)</script>","driver":"mlx5","features":7}]}
            {"event":"set_state","at":1000000,"device":"<script>alert(1)</script>","requested":"RESUMING"}
            {"event":"set_state_done","at":2000000,"device":"<script>alert(1)</script>","errno":"0","state":"PRE_COPY","dataFile":true}
            {"end":2}
            """;

    /** Shows what the pages in its frames say. */
    private static final String FRAMES = """
            <!DOCTYPE html>
            <body>
            <script>
            addEventListener('message', event => document.body.append(Object.assign(document.createElement('p'), {textContent: event.data})));
            </script>
            %s
            </body>
            """;

    @TempDir
    private Path folder;

    private Path page(String name, int code, String... command) throws IOException {
        Path page = folder.resolve(name + ".html");
        Invocation run = Invocation.of(Stream.concat(Arrays.stream(command), Stream.of("--report", "html=" + page))
                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(Files.size(page)).isLessThan(MOST_BYTES);
        return page;
    }

    private static JsonNode data(Path page) throws IOException {
        return new JsonMapper()
                .readTree(StringUtils.substringBetween(Files.readString(page), "id=\"report\">", "</script>"));
    }

    private Path rejected() throws IOException {
        Path trace = folder.resolve("run.jsonl");
        Files.writeString(trace, REJECTED);
        return page("trace", ExitCode.DOES_NOT_HOLD, "trace", trace.toString());
    }

    private Path migration() throws IOException {
        return page(
                "pair",
                ExitCode.HOLDS,
                "trace",
                "--migration",
                LOGS.resolve("recorded-source.log").toString(),
                LOGS.resolve("recorded-target.log").toString());
    }

    @Test
    void aRejectedTraceEndsWithTheRejectedEvent() throws IOException {
        JsonNode diagram = data(rejected()).at("/sections/1/diagrams/0");

        assertThat(diagram.path("lanes")).map(JsonNode::textValue).containsExactly("VMM", "driver");
        assertThat(diagram.at("/steps/1/mood").textValue()).isEqualTo("bad");
        assertThat(diagram.at("/end/0").textValue()).startsWith("Line 3 is rejected: answer 0");
        assertThat(diagram.at("/end/1").textValue()).isEqualTo("The specification allows:");
    }

    @Test
    void aPageReadsItsInputTwice() {
        Invocation run = Invocation.of("trace", "-", "--report", "html=" + folder.resolve("x.html"));

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--report html: reads the input twice (expected: a FILE, not -)");
    }

    @Test
    void twoLogsShowBothEndsAndTheOrder() throws IOException {
        JsonNode page = data(migration());

        assertThat(page.path("sections"))
                .map(section -> section.path("title").textValue())
                .contains(
                        "States at the source",
                        "States at the target",
                        "Rules of the source",
                        "Events of the log of the target");
        assertThat(page.findValue("diagrams")).hasSize(3);
        assertThat(page.findValue("diagrams").get(0).path("lanes"))
                .map(JsonNode::textValue)
                .containsExactly("source", "stream", "target");
    }

    @Test
    void violationsComeFirstWithTheirCalls() throws IOException {
        JsonNode page = data(page(
                "conform", ExitCode.DOES_NOT_HOLD, "conform", "--driver", "K-11", "--only", "VMIG-STR-002", "--quiet"));

        assertThat(page.at("/sections/0/type").textValue()).isEqualTo("diagrams");
        assertThat(page.at("/sections/0/diagrams/0/steps")).isNotEmpty();
        assertThat(page.at("/sections/1/rows/0/diagram").textValue()).isEqualTo("VMIG-STR-002");
    }

    @Test
    void aModelThatMustFailOpensItsCounterexample() throws IOException {
        JsonNode page = data(page("check", ExitCode.HOLDS, "check", "--model", "MCMigrationTableU5"));

        assertThat(page.at("/sections/0/diagrams/0/id").textValue()).isEqualTo("MCMigrationTableU5");
        assertThat(page.at("/sections/0/diagrams/0/end/0").textValue()).isEqualTo("TableFollowsRules is violated");
        assertThat(page.at("/sections/1/rows/0/diagram").textValue()).isEqualTo("MCMigrationTableU5");
    }

    @Test
    void aMigrationShowsItsDowntime() throws IOException {
        JsonNode page = data(page("migrate", ExitCode.HOLDS, "migrate", "--vfs", "2"));

        assertThat(page.at("/facts/downtime").textValue()).endsWith(" ms");
        assertThat(page.at("/sections/0/tracks/0/spans"))
                .map(span -> span.path("label").textValue())
                .containsExactly("runs", "paused");
        assertThat(page.at("/sections/1/title").textValue()).isEqualTo("The switchover");
    }

    @Test
    void aBrowserOpensThePagesWithoutAnError() throws IOException, InterruptedException {
        Optional<String> browser = browser();
        if (browser.isEmpty()) {
            System.err.println("SKIPPED: no chromium on the PATH, so that no page is opened in a browser");
        }
        assumeTrue(browser.isPresent(), "chromium is not installed");
        Path wrong = folder.resolve("wrong.html");
        Files.writeString(
                wrong, Files.readString(rejected()).replace("</footer>", "</footer><img src=\"elsewhere.png\">"));

        Path explored = folder.resolve("explored.html");
        assertThat(Invocation.of("explore", "--driver", "K-1", explored.toString())
                        .code())
                .isEqualTo(ExitCode.HOLDS);
        assertThat(Files.size(explored)).isLessThan(MOST_BYTES);

        List<String> results = selfTests(browser.get(), List.of(rejected(), migration(), explored, wrong));

        assertThat(results)
                .hasSize(2 * 4)
                .filteredOn(result -> !result.contains("wrong.html"))
                .allMatch(result -> result.endsWith(" ok"));
        assertThat(results)
                .filteredOn(result -> result.contains("wrong.html"))
                .allMatch(result -> result.contains("request"));
    }

    private static Optional<String> browser() {
        return Arrays.stream(StringUtils.split(System.getenv("PATH"), File.pathSeparator))
                .map(place -> Path.of(place, "chromium"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The results of the self-tests in a wide and a narrow frame each; one start of the browser for all of them. */
    private List<String> selfTests(String browser, List<Path> pages) throws IOException, InterruptedException {
        StringBuilder frames = new StringBuilder();
        for (Path page : pages) {
            for (String size : List.of("width=1280 height=800", "width=390 height=844")) {
                frames.append("<iframe %s src=\"%s#selftest&step=2&filter=VMM-001\"></iframe>%n"
                        .formatted(size, page.toUri()));
            }
        }
        Path all = folder.resolve("all.html");
        Files.writeString(all, FRAMES.formatted(frames));
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        all.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(dom.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Arrays.asList(
                StringUtils.substringsBetween(Files.readString(dom, StandardCharsets.UTF_8), "<p>", "</p>"));
    }
}
