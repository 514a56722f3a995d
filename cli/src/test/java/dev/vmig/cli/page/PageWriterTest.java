package dev.vmig.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vmig.cli.page.ReportPage.Diagrams;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Row;
import dev.vmig.cli.page.ReportPage.Table;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;

/** The file around a page: complete in itself, and no text of a report is read as HTML. */
class PageWriterTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>{{script}}<img src=x>&\u2028";

    private static ReportPage page(String text) {
        DiagramBuilder diagram = new DiagramBuilder(text, text, text)
                .about(text, text)
                .step("1", List.of(text), text, Mood.PLAIN, Map.of(text, "1"), text)
                .step("2", List.of("VMM", text), text, Mood.BAD, Map.of(text, "2"), text)
                .end(text);
        return new ReportPage(
                text,
                Mood.BAD,
                text,
                Map.of(text, text),
                List.of(
                        new Diagrams(text, List.of(diagram.build(Comparator.naturalOrder()))),
                        new Table(text, List.of(text), List.of(Row.of(Mood.BAD, text)), text)));
    }

    private static String data(String html) {
        return StringUtils.substringBetween(html, "id=\"report\">", "</script>");
    }

    @Test
    void noTextOfAReportBecomesAnElement() throws IOException {
        String html = PageWriter.html(page(HOSTILE));

        assertThat(StringUtils.countMatches(html, "<script")).isEqualTo(2);
        assertThat(StringUtils.countMatches(html, "</script")).isEqualTo(2);
        assertThat(html).doesNotContain("<img").contains("&lt;/script&gt;&lt;script&gt;alert(1)");
        JsonNode read = new JsonMapper().readTree(data(html));
        assertThat(read.path("title").textValue()).isEqualTo(HOSTILE);
        assertThat(read.at("/sections/0/diagrams/0/lanes/0").textValue()).isEqualTo(HOSTILE);
    }

    @Test
    void thePageLoadsNothing() {
        String html = PageWriter.html(page("a device"));

        assertThat(html)
                .doesNotContain("http:", "https:", "src=", "url(", "@import", "innerHTML", "fetch(")
                .contains("default-src 'none'; style-src 'sha256-", "; script-src 'sha256-");
    }

    @Test
    void theSkeletonSaysTheVerdictWithoutAScript() {
        assertThat(PageWriter.html(page("a device")))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains(
                        "<title>a device: a device</title>",
                        "<h1>a device</h1>",
                        "<p class=\"verdict bad\">a device</p>")
                .contains("<main>", "<noscript>", "name=\"viewport\"")
                .doesNotContain("{{");
    }

    @Test
    void thePageItselfIsSmall() {
        assertThat(PageWriter.html(page("a device")).length()).isLessThan(40_000);
    }

    @Test
    void aStepKeepsOnlyWhatItChanges() throws IOException {
        ReportPage.Diagram diagram = new DiagramBuilder("id", "title", "line")
                .step("1", List.of("b"), "first", Mood.PLAIN, Map.of("state", "STOP", "file", "none"), "")
                .step("2", List.of("a", "b"), "second", Mood.PLAIN, Map.of("state", "RESUMING", "file", "none"), "")
                .build(Comparator.naturalOrder());

        assertThat(diagram.lanes()).containsExactly("a", "b");
        assertThat(diagram.steps().get(1).lanes()).containsExactly(0, 1);
        assertThat(diagram.steps().get(1).set()).isEqualTo(Map.of("state", "RESUMING"));
        assertThat(diagram.steps().get(1).changes())
                .containsExactly(new ReportPage.Change("state", "STOP", "RESUMING"));
    }
}
