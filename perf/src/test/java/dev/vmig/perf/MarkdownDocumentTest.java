package dev.vmig.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in the document are those that were measured. */
class MarkdownDocumentTest {
    @Test
    void documentHasTheNumbersThatAreStored() throws IOException {
        MarkdownDocument document = new MarkdownDocument(Path.of("results/README.md"));
        List<Path> stored;
        try (Stream<Path> files = Files.list(Path.of("results"))) {
            stored = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("-quick"))
                    .toList();
        }
        assertThat(stored).isNotEmpty();
        for (Path file : stored) {
            assertThat(document.read(BenchCommand.nameOf(file))).isEqualTo(Report.of(Results.read(file), true));
        }
    }

    @Test
    void textBetweenTheMarksIsReplaced(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.md"),
                "a\n<!-- bench x -->\nold\n<!-- /bench -->\nb\n<!-- bench y -->\n<!-- /bench -->\n");
        new MarkdownDocument(file).replace("x", "new\n");
        assertThat(file)
                .hasContent("a\n<!-- bench x -->\nnew\n<!-- /bench -->\nb\n<!-- bench y -->\n<!-- /bench -->\n");
        assertThatThrownBy(() -> new MarkdownDocument(file).replace("z", "")).hasMessageContaining("<!-- bench z -->");
    }
}
